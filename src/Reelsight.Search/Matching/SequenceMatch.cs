using Reelsight.Core;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Matching;

/// <summary>Intervals that match the clauses of a query in their temporal order, one each.</summary>
internal sealed record SequenceMatch(
    double Start,
    double End,
    double Score,
    Confidence Confidence,
    Modalities Modalities,
    bool SatisfiesAll,
    TimeInterval[] StepIntervals
);
