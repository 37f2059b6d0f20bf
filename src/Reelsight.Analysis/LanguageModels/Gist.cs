namespace Reelsight.Analysis.LanguageModels;

/// <summary>A title, topics and hashtags.</summary>
public sealed record Gist(string Title, IReadOnlyList<string> Topics, IReadOnlyList<string> Hashtags);
