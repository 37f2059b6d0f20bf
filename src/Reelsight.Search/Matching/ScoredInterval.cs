using Reelsight.Core;

namespace Reelsight.Search.Matching;

/// <summary>An interval of a video that matches a clause.</summary>
/// <param name="Start">Seconds, inclusive.</param>
/// <param name="End">Seconds, exclusive.</param>
/// <param name="Score">0-100.</param>
/// <param name="Confidence">Confidence of the match.</param>
/// <param name="Modalities">The modalities of its evidence.</param>
/// <param name="SatisfiesAll">Whether it matches the words by themselves, and each image.</param>
internal readonly record struct ScoredInterval(
    double Start,
    double End,
    double Score,
    Confidence Confidence,
    Modalities Modalities,
    bool SatisfiesAll
);
