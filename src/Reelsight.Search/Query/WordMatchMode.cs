namespace Reelsight.Search.Query;

/// <summary>How a part of the query has to be found among words.</summary>
internal enum WordMatchMode
{
    /// <summary>In any inflection.</summary>
    AnyForm,

    /// <summary>These words in this order: a quoted phrase.</summary>
    Phrase,

    /// <summary>A word that starts so.</summary>
    Prefix,

    /// <summary>Not among words: by pictures.</summary>
    None,
}
