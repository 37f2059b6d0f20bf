using Reelsight.Analysis.Facts;

namespace Reelsight.Analysis.Matching;

/// <summary>An interval in which the evidence matches a query.</summary>
/// <param name="StartSec">Inclusive.</param>
/// <param name="EndSec">Exclusive.</param>
/// <param name="Facts">What supports it; each overlaps the interval.</param>
/// <param name="Coverage">Share of the request that is answered, 0-1.</param>
internal sealed record MatchedInterval(double StartSec, double EndSec, IReadOnlyList<Fact> Facts, double Coverage)
{
    public double LengthSec => EndSec - StartSec;

    /// <summary>
    /// The models' confidence: of each part of the request that of its surest fact, of the parts the lowest. Null when no model gave one.
    /// </summary>
    public double? Confidence { get; init; } = Facts.Max(f => f.Confidence);

    /// <summary>
    /// Whether the facts tell all that they are matched with. They do not when something narrower was asked for than was seen: a person is
    /// in view, and whether it is an astronaut is left open.
    /// </summary>
    public bool IsConclusive { get; init; } = true;

    /// <summary>Whether it may be said outright: it is conclusive, and no model doubts it.</summary>
    public bool IsCertain => IsConclusive && Confidence is null or >= Fact.MinCertainConfidence;
}
