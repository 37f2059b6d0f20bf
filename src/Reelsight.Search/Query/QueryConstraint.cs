using Reelsight.Core;

namespace Reelsight.Search.Query;

/// <summary>Something that must hold all along a moment: that a thing is not there, or what can be measured of the stretch.</summary>
/// <param name="Text">As asked for: "without people", "at night".</param>
/// <param name="Excluded">What must not be there, or null.</param>
/// <param name="Condition">What must be measured, or null.</param>
internal sealed record QueryConstraint(string Text, QueryTerm? Excluded, MeasuredCondition? Condition)
{
    /// <summary>
    /// The confidence that a moment may have at most: what was not found may have been missed, and a dark picture need not be a night.
    /// </summary>
    public Confidence MaxConfidence { get; init; } = Confidence.High;

    /// <summary>Whether it is also about words that are said or written.</summary>
    public bool IncludesWords { get; init; }

    /// <summary>Whether words that are said or written break it.</summary>
    public bool AppliesToWords => Excluded is { } term && term.WordSequences.Count > 0 && (IncludesWords || term.Labels.Count == 0);

    /// <summary>Whether it can be known where it holds without anything else being asked for.</summary>
    public bool CanStandAlone => Condition is not null || Excluded!.Labels.Count > 0;

    /// <summary>The evidence that answers it.</summary>
    public Modalities Modalities =>
        Condition is null or MeasuredCondition.Dark or MeasuredCondition.Bright ? Modalities.Visual : Modalities.Audio;
}
