using Reelsight.Search.Lexicon;

namespace Reelsight.Search.Query;

/// <summary>
/// One thing that a query asks for: a noun with its attributes, another word, a quoted phrase, a prefix, or images.
/// </summary>
internal sealed record QueryTerm
{
    private readonly IReadOnlyList<LabelMatch> _labels = [];
    private LabelMatch?[]? _matchByLabel;

    /// <summary>As typed, lower case.</summary>
    public required string Text { get; init; }

    /// <summary>The noun without attributes.</summary>
    public required string Noun { get; init; }

    /// <summary>Labels that it stands for; empty when none.</summary>
    public IReadOnlyList<LabelMatch> Labels
    {
        get => _labels;
        init => (_labels, _matchByLabel) = (value, null); // a copy with other labels has other matches
    }

    /// <summary>Alternative word sequences to find in speech and on-screen text. Each position lists the spellings that match.</summary>
    public required IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> WordSequences { get; init; }

    /// <summary>Alternative sets of base forms, synonyms included; a title matches when it has all words of one set.</summary>
    public IReadOnlyList<IReadOnlyList<string>> TitleAlternatives { get; init; } = [];

    /// <summary>How its words are matched.</summary>
    public WordMatchMode MatchMode { get; init; }

    /// <summary>Its share of the query's score, larger than 0; a plain noun has 1.</summary>
    public required double Weight { get; init; }

    /// <summary>Whether it is the head of the query, which the other terms qualify.</summary>
    public bool IsHead { get; init; }

    /// <summary>Whether it narrows the noun that follows it, "perfume" of a perfume bottle.</summary>
    public bool IsModifier { get; init; }

    /// <summary>Colour number asked for, or null.</summary>
    public int? Colour { get; init; }

    /// <summary>Whether it must move (true) or stand still (false), or null.</summary>
    public bool? MustMove { get; init; }

    /// <summary>How a person must hold the body, a word of <see cref="Core.Descriptions.Postures"/>, or null.</summary>
    public string? Posture { get; init; }

    /// <summary>Clothes that a person must wear.</summary>
    public IReadOnlyList<ClothesColour> Clothes { get; init; } = [];

    /// <summary>A colour number that it must not have, or null.</summary>
    public int? ExcludedColour { get; init; }

    /// <summary>How many must be in view at once.</summary>
    public CountConstraint Count { get; init; } = CountConstraint.Any;

    /// <summary>Where in the frame, or null.</summary>
    public ImageZone? Zone { get; init; }

    /// <summary>How large in the frame, or null.</summary>
    public ObjectSize? Size { get; init; }

    /// <summary>How two other terms must lie to one another, when the term is about that; else null.</summary>
    public SpatialRelation? Relation { get; init; }

    /// <summary>The constraints of the clause, when it asks for nothing else; else empty.</summary>
    public IReadOnlyList<QueryConstraint> Constraints { get; init; } = [];

    /// <summary>The spelling that was searched for instead, because the words as typed were not found; else null.</summary>
    public string? Correction { get; init; }

    /// <summary>Whether the noun is in the plural: more than one is preferred, one suffices.</summary>
    public bool IsPlural { get; init; }

    /// <summary>Class names of the joint space that it stands for; empty when none, or when the detector has a label for it.</summary>
    public IReadOnlyList<string> JointNames { get; init; } = [];

    /// <summary>Images of what is asked for, any of which suffices; empty for words.</summary>
    public IReadOnlyList<QueryImage> Images { get; init; } = [];

    /// <summary>How a label matches the term, or null. Called for every object, so it is a table lookup.</summary>
    public LabelMatch? MatchLabel(int label) => (_matchByLabel ??= IndexLabels())[label];

    private LabelMatch?[] IndexLabels()
    {
        var matches = new LabelMatch?[LabelCatalog.Default.Count];
        foreach (var match in Labels)
        {
            matches[match.Label] = match;
        }
        return matches;
    }

    /// <summary>Whether it stands for people of any kind.</summary>
    public bool IsPerson =>
        Labels.Count > 0
        && Labels.All(match =>
            match is { Relation: LabelRelation.Same or LabelRelation.MoreSpecific }
            && LabelCatalog.Default.Entries[match.Label].Label == "person"
        );

    /// <summary>Whether only the label of an object matters, not its attributes.</summary>
    public bool IsPlain =>
        Colour is null
        && ExcludedColour is null
        && MustMove is null
        && Posture is null
        && Clothes.Count == 0
        && Count.IsAny
        && !HasPlacement;

    /// <summary>Whether position or size in the frame matters.</summary>
    public bool HasPlacement => Zone is not null || Size is not null;
}
