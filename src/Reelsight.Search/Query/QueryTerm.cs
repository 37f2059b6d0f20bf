using Reelsight.Search.Lexicon;

namespace Reelsight.Search.Query;

/// <summary>
/// One thing the query asks for: a noun with its colour, number and movement, another word, a quoted phrase, a prefix, or pictures of it.
/// </summary>
internal sealed record QueryTerm
{
    private readonly IReadOnlyList<LabelMatch> _labels = [];
    private LabelMatch?[]? _matchByLabel;

    /// <summary>As typed, lower case.</summary>
    public required string Text { get; init; }

    /// <summary>The bare noun of it.</summary>
    public required string Noun { get; init; }

    /// <summary>Labels that it stands for; empty when none.</summary>
    public IReadOnlyList<LabelMatch> Labels
    {
        get => _labels;
        init => (_labels, _matchByLabel) = (value, null); // a copy with other labels has other matches
    }

    /// <summary>Word sequences to look for among spoken and written words. Each place lists the spellings that fit.</summary>
    public required IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> WordSequences { get; init; }

    /// <summary>Base forms that answer the part when all of one entry are among the words of a title; synonyms included.</summary>
    public IReadOnlyList<IReadOnlyList<string>> TitleAlternatives { get; init; } = [];

    /// <summary>How the words must be found.</summary>
    public WordMatchMode MatchMode { get; init; }

    /// <summary>Share of the query; see the decision on moments and fusion.</summary>
    public required double Weight { get; init; }

    /// <summary>Whether it is what the request is about, and the rest is said of it.</summary>
    public bool IsHead { get; init; }

    /// <summary>Colour number asked for, or null.</summary>
    public int? Colour { get; init; }

    /// <summary>Whether it must move (true) or stand still (false), or null.</summary>
    public bool? MustMove { get; init; }

    /// <summary>A colour number that it must not have, or null.</summary>
    public int? ExcludedColour { get; init; }

    /// <summary>How many must be in view at once.</summary>
    public CountConstraint Count { get; init; } = CountConstraint.Any;

    /// <summary>Where in the picture, or null.</summary>
    public ImageZone? Zone { get; init; }

    /// <summary>How large in the picture, or null.</summary>
    public ObjectSize? Size { get; init; }

    /// <summary>How two other parts must lie to one another, when the part is about that; else null.</summary>
    public SpatialRelation? Relation { get; init; }

    /// <summary>What must hold, when nothing else is asked for; else empty.</summary>
    public IReadOnlyList<QueryConstraint> Constraints { get; init; } = [];

    /// <summary>What was looked for instead, because nobody said or wrote the words as typed; else null.</summary>
    public string? Correction { get; init; }

    /// <summary>Whether the noun is in the plural: more than one is better, one will do.</summary>
    public bool IsPlural { get; init; }

    /// <summary>Names of the joint space that it stands for; empty when none, or when the detector knows it better.</summary>
    public IReadOnlyList<string> JointNames { get; init; } = [];

    /// <summary>Pictures of what is asked for, any of which will do; empty for words.</summary>
    public IReadOnlyList<QueryImage> Images { get; init; } = [];

    /// <summary>How a label answers the part, or null. Asked for every object there is, so it has to be quick.</summary>
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

    /// <summary>Whether it is a person or people, of whatever kind.</summary>
    public bool IsPerson =>
        Labels.Count > 0
        && Labels.All(match =>
            match is { Relation: LabelRelation.Same or LabelRelation.MoreSpecific }
            && LabelCatalog.Default.Entries[match.Label].Label == "person"
        );

    /// <summary>Whether anything but the label itself is asked of an object.</summary>
    public bool IsPlain => Colour is null && ExcludedColour is null && MustMove is null && Count.IsAny && !HasPlacement;

    /// <summary>Whether it matters where it is in the picture or how large.</summary>
    public bool HasPlacement => Zone is not null || Size is not null;
}
