namespace Reelsight.Search.Ranking;

/// <summary>How well evidence matches a term of a query; larger is better.</summary>
internal enum MatchLevel : byte
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By similar meaning, by objects shared with a query image, or only by something of a wider kind.</summary>
    Related,

    /// <summary>The right object, but its movement, number or colour does not match exactly or is not certain.</summary>
    Partial,

    /// <summary>Fully.</summary>
    Full,
}
