namespace Reelsight.Storage.Stores;

/// <summary>
/// A full-text query: which words a spoken phrase or a line of on-screen text must contain. Words are plain text in lower case; no
/// character in them is an operator, so what a person typed can be passed on as it is.
/// </summary>
/// <param name="Mode">Whether one clause suffices or every clause must match.</param>
/// <param name="Clauses">What is looked for; without any, nothing matches.</param>
public sealed record WordQuery(WordQueryMode Mode, IReadOnlyList<WordClause> Clauses);
