namespace Reelsight.Storage.Errors;

/// <summary>A full-text query expression that cannot be read.</summary>
public sealed class WordQuerySyntaxException(string match, Exception inner) : Exception($"The word query cannot be read: {match}", inner);
