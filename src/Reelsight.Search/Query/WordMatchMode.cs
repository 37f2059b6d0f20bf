namespace Reelsight.Search.Query;

/// <summary>How the words of a term are matched.</summary>
internal enum WordMatchMode
{
    /// <summary>In any inflection.</summary>
    AnyForm,

    /// <summary>These words in this order: a quoted phrase.</summary>
    Phrase,

    /// <summary>A word that begins with it.</summary>
    Prefix,

    /// <summary>Not at all: the term has no words, such as an image or a spatial relation.</summary>
    None,
}
