namespace Reelsight.Search.Query;

/// <summary>The kind of a token.</summary>
internal enum QueryTokenKind
{
    /// <summary>A plain word.</summary>
    Word,

    /// <summary>The words of a quoted phrase.</summary>
    Phrase,

    /// <summary>The beginning of a word, typed with an asterisk.</summary>
    Prefix,

    /// <summary>Punctuation that ends a clause.</summary>
    Break,

    /// <summary>A word or phrase typed with a minus before it, to be excluded.</summary>
    Excluded,
}
