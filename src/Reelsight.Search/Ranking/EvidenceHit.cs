namespace Reelsight.Search.Ranking;

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
