namespace Reelsight.Storage.Stores;

/// <summary>Consecutive words of a <see cref="WordClause"/>.</summary>
/// <param name="Positions">For each position, the alternative spellings or inflections of the word there.</param>
/// <param name="IsPrefix">Whether the last word may continue: <c>bicy</c> also matches <c>bicycle</c>.</param>
public sealed record WordPhrase(IReadOnlyList<IReadOnlyList<string>> Positions, bool IsPrefix = false);
