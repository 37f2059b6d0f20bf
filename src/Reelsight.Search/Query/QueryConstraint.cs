using Reelsight.Core;

namespace Reelsight.Search.Query;

/// <summary>Something that must hold throughout a moment: that something is absent, or a measured condition.</summary>
/// <param name="Text">As asked for: "without people", "at night".</param>
/// <param name="Excluded">What must be absent, or null.</param>
/// <param name="Condition">What is measured, or null.</param>
internal sealed record QueryConstraint(string Text, QueryTerm? Excluded, MeasuredCondition? Condition)
{
    /// <summary>
    /// The maximum confidence of a moment: what was not detected may have been missed, and a dark image need not be a night.
    /// </summary>
    public Confidence MaxConfidence { get; init; } = Confidence.High;

    /// <summary>Whether the excluded words must not be spoken or written either.</summary>
    public bool IncludesWords { get; init; }

    /// <summary>Whether spoken or written words can violate it.</summary>
    public bool AppliesToWords => Excluded is { } term && term.WordSequences.Count > 0 && (IncludesWords || term.Labels.Count == 0);

    /// <summary>Whether moments can be found by it alone.</summary>
    public bool CanStandAlone => Condition is not null || Excluded!.Labels.Count > 0;

    /// <summary>The modalities of the evidence for it.</summary>
    public Modalities Modalities =>
        Condition is null or MeasuredCondition.Dark or MeasuredCondition.Bright ? Modalities.Visual : Modalities.Audio;
}
