using Reelsight.Core;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Matching;

/// <summary>Stretches that answer the clauses of a query one after another, each its own, from the first to the last.</summary>
internal sealed record SequenceMatch(
    double Start,
    double End,
    double Score,
    Confidence Confidence,
    Modalities Modalities,
    bool SatisfiesAll,
    TimeInterval[] StepIntervals
);
