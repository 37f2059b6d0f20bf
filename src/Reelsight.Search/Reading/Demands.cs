namespace Reelsight.Search.Reading;

/// <summary>How many of a thing must be in view at once.</summary>
/// <param name="Min">At least so many, from 1.</param>
/// <param name="Max">At most so many, or null.</param>
/// <param name="IsStrict">Whether more than <paramref name="Max"/> is no answer; otherwise it is a weaker one.</param>
internal readonly record struct CountConstraint(int Min, int? Max, bool IsStrict)
{
    /// <summary>One or more: no number was given.</summary>
    public static readonly CountConstraint Any = new(1, null, false);

    /// <summary>"Two cars": two, though more of them are not quite wrong.</summary>
    public static CountConstraint About(int count) => new(count, count, false);

    /// <summary>"Exactly two".</summary>
    public static CountConstraint Exactly(int count) => new(count, count, true);

    /// <summary>"At least two".</summary>
    public static CountConstraint AtLeast(int count) => new(count, null, false);

    /// <summary>"At most two": some, but no more.</summary>
    public static CountConstraint AtMost(int count) => new(1, count, true);

    /// <summary>Whether any number will do.</summary>
    public bool IsAny => this == Any;

    /// <summary>Whether so many are no answer at all.</summary>
    public bool Excludes(int count) => count < Min || IsStrict && count > Max;

    /// <summary>In a few words, or null for any number.</summary>
    public override string? ToString() =>
        this switch
        {
            { IsAny: true } => null,
            { Max: null } => $"at least {Min}",
            { IsStrict: true, Min: 1, Max: > 1 } => $"at most {Max}",
            { IsStrict: true } => $"exactly {Min}",
            _ => $"{Min}",
        };
}

/// <summary>Where in the picture; two of them together are a corner.</summary>
[Flags]
internal enum ImageZone
{
    /// <summary>On the left.</summary>
    Left = 1,

    /// <summary>On the right.</summary>
    Right = 2,

    /// <summary>At the top.</summary>
    Top = 4,

    /// <summary>At the bottom.</summary>
    Bottom = 8,

    /// <summary>In the middle, both ways.</summary>
    Centre = 16,
}

/// <summary>How much of the picture a thing takes up.</summary>
internal enum ObjectSize
{
    /// <summary>Little of it.</summary>
    Small,

    /// <summary>Much of it.</summary>
    Large,
}

/// <summary>How two things lie to one another.</summary>
internal enum SpatialRelationKind
{
    /// <summary>Close together in the picture.</summary>
    Near,

    /// <summary>The first further left.</summary>
    LeftOf,

    /// <summary>The first further right.</summary>
    RightOf,

    /// <summary>The first higher up.</summary>
    Above,

    /// <summary>The first lower down.</summary>
    Below,
}

/// <summary>Two parts of a query, by number, that have to lie so to one another.</summary>
internal readonly record struct SpatialRelation(SpatialRelationKind Kind, int First, int Second);

/// <summary>What can be measured of a stretch as a whole.</summary>
internal enum MeasuredCondition
{
    /// <summary>The picture is dark.</summary>
    Dark,

    /// <summary>The picture is bright.</summary>
    Bright,

    /// <summary>Nothing is to be heard.</summary>
    Silent,

    /// <summary>The sound is quiet.</summary>
    Quiet,

    /// <summary>The sound is loud.</summary>
    Loud,

    /// <summary>Somebody speaks.</summary>
    Speech,

    /// <summary>Nobody speaks.</summary>
    NoSpeech,
}

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
    public Modalities Modalities => Condition is null or MeasuredCondition.Dark or MeasuredCondition.Bright ? Modalities.Visual : Modalities.Audio;
}
