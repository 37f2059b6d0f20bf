namespace Reelsight.Search.Ranking;

/// <summary>How fully evidence answers a part of a query; larger is better.</summary>
internal enum MatchLevel : byte
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By similar meaning, or by what is seen in a picture as well.</summary>
    Related,

    /// <summary>Nearly: the right thing, but its movement, number or colour is not quite or not surely as asked.</summary>
    Partial,

    /// <summary>Outright.</summary>
    Full,
}

/// <summary>A stretch of a video in which evidence answers one part of the query.</summary>
/// <param name="Term">Number of the part.</param>
/// <param name="Start">Seconds, inclusive.</param>
/// <param name="End">Seconds, exclusive.</param>
/// <param name="Level">How fully.</param>
/// <param name="EvidenceWeight">How strongly, 0-1.</param>
/// <param name="Modalities">Which modalities it belongs to.</param>
/// <param name="Images">Bit n is set when it is like picture n of the query.</param>
internal readonly record struct EvidenceHit(
    int Term,
    double Start,
    double End,
    MatchLevel Level,
    float EvidenceWeight,
    Modalities Modalities,
    uint Images = 0
);
