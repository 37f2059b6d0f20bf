namespace Reelsight.Storage.Stores;

/// <summary>One thing a <see cref="WordQuery"/> looks for. A text contains it when it contains any of the phrases.</summary>
/// <param name="Phrases">Alternative phrases, such as synonyms.</param>
public sealed record WordClause(IReadOnlyList<WordPhrase> Phrases);
