namespace Reelsight.Search.Query;

/// <summary>What a stretch of the query is.</summary>
internal enum QueryTokenKind
{
    /// <summary>A plain word.</summary>
    Word,

    /// <summary>The words of a quoted phrase.</summary>
    Phrase,

    /// <summary>The start of a word, typed with a star.</summary>
    Prefix,

    /// <summary>Punctuation that ends a clause.</summary>
    Break,

    /// <summary>A word or phrase typed with a minus before it: it must not be there.</summary>
    Excluded,
}
