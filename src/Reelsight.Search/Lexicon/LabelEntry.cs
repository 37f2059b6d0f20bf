namespace Reelsight.Search.Lexicon;

/// <summary>A label of the object detector.</summary>
/// <param name="Label">Its name.</param>
/// <param name="SenseKey">Its WordNet sense key; null for the few that have none.</param>
/// <param name="ExtraKinds">Sense keys of hypernyms that WordNet does not give it.</param>
public sealed record LabelEntry(string Label, string? SenseKey, IReadOnlyList<string> ExtraKinds);
