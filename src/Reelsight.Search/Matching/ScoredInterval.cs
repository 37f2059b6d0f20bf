using Reelsight.Core;

namespace Reelsight.Search.Matching;

/// <summary>A stretch of a video that answers a clause.</summary>
/// <param name="Start">Seconds, inclusive.</param>
/// <param name="End">Seconds, exclusive.</param>
/// <param name="Score">0-100.</param>
/// <param name="Confidence">How strongly.</param>
/// <param name="Modalities">What it answers in.</param>
/// <param name="SatisfiesAll">Whether it answers the words by themselves, and each picture.</param>
internal readonly record struct ScoredInterval(
    double Start,
    double End,
    double Score,
    Confidence Confidence,
    Modalities Modalities,
    bool SatisfiesAll
);
