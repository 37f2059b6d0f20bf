namespace Reelsight.Search.Ranking;

/// <summary>An interval of a video in which evidence matches one term of the query.</summary>
/// <param name="Term">Index of the term.</param>
/// <param name="Start">Seconds, inclusive.</param>
/// <param name="End">Seconds, exclusive.</param>
/// <param name="Level">How well it matches.</param>
/// <param name="EvidenceWeight">The weight of the evidence, 0-1.</param>
/// <param name="Modalities">The modalities that it counts for.</param>
/// <param name="Images">Bit n is set when it resembles image n of the query.</param>
/// <param name="IsOfWiderKind">
/// Whether only something of a wider kind was seen, a person for an astronaut: alone it gives no more than low confidence.
/// </param>
internal readonly record struct EvidenceHit(
    int Term,
    double Start,
    double End,
    MatchLevel Level,
    float EvidenceWeight,
    Modalities Modalities,
    uint Images = 0,
    bool IsOfWiderKind = false
);
