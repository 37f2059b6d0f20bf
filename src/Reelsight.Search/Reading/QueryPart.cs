using Reelsight.Search.Lexicon;

namespace Reelsight.Search.Reading;

/// <summary>How a part of the query has to be found among words.</summary>
internal enum WordMatch
{
    /// <summary>In any inflection.</summary>
    AnyForm,
    /// <summary>These words in this order: a quoted phrase.</summary>
    Phrase,
    /// <summary>A word that starts so.</summary>
    Prefix,
    /// <summary>Not among words: by pictures.</summary>
    Nowhere,
}

/// <summary>One thing the query asks for: a noun with its colour, number and movement, another word, a quoted phrase, a prefix, or pictures of it.</summary>
internal sealed record QueryPart
{
    private readonly IReadOnlyList<LabelMatch> _labels = [];
    private LabelMatch?[]? _matchOfLabel;

    /// <summary>As typed, lower case.</summary>
    public required string Text { get; init; }
    /// <summary>The bare noun of it.</summary>
    public required string Noun { get; init; }
    /// <summary>Labels that it stands for; empty when none.</summary>
    public IReadOnlyList<LabelMatch> Labels
    {
        get => _labels;
        init => (_labels, _matchOfLabel) = (value, null); // a copy with other labels has other matches
    }
    /// <summary>Word sequences to look for among spoken and written words. Each place lists the spellings that fit.</summary>
    public required IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> Words { get; init; }
    /// <summary>Base forms that answer the part when all of one entry are among the words of a title; synonyms included.</summary>
    public IReadOnlyList<IReadOnlyList<string>> TitleWords { get; init; } = [];
    /// <summary>How the words must be found.</summary>
    public WordMatch Match { get; init; }
    /// <summary>Share of the query; see the decision on moments and fusion.</summary>
    public required double Weight { get; init; }
    /// <summary>Whether it is what the request is about, and the rest is said of it.</summary>
    public bool IsHead { get; init; }
    /// <summary>Colour number asked for, or null.</summary>
    public int? Colour { get; init; }
    /// <summary>Whether it must move (true) or stand still (false), or null.</summary>
    public bool? Moving { get; init; }
    /// <summary>How many must be in view at once; 1 when no number was given.</summary>
    public int Count { get; init; } = 1;
    /// <summary>Whether the noun is in the plural: more than one is better, one will do.</summary>
    public bool IsPlural { get; init; }

    /// <summary>Pictures of what is asked for, any of which will do; empty for words.</summary>
    public IReadOnlyList<QueryPicture> Pictures { get; init; } = [];

    /// <summary>How a label answers the part, or null. Asked for every object there is, so it has to be quick.</summary>
    public LabelMatch? MatchOf(int label) => (_matchOfLabel ??= ByLabel())[label];

    private LabelMatch?[] ByLabel()
    {
        var matches = new LabelMatch?[LabelCatalog.Default.Count];
        foreach (var match in Labels)
        {
            matches[match.Label] = match;
        }
        return matches;
    }

    /// <summary>Whether anything but the label itself is asked of an object.</summary>
    public bool IsPlain => Colour is null && Moving is null && Count == 1;
}

/// <summary>The query, read.</summary>
/// <param name="Parts">What it asks for: at most <see cref="MostParts"/> from its words, then those with pictures.</param>
/// <param name="Sentence">The words without operators, for the encoder; empty when only exact matches are asked for.</param>
internal sealed record ReadQuery(IReadOnlyList<QueryPart> Parts, string Sentence)
{
    /// <summary>A longer text is a sentence to be matched by meaning; its first words say what it is about.</summary>
    public const int MostParts = 16;

    /// <summary>Sum of the parts' weights.</summary>
    public double Weight { get; } = Parts.Sum(part => part.Weight);

    /// <summary>The same query with pictures and entities. The pictures are one part, each entity another; each weighs as much as all the words.</summary>
    public ReadQuery With(IReadOnlyList<QueryPicture> pictures, IReadOnlyList<QueryPicture> entities)
    {
        var weight = Parts.Count == 0 ? 1 : Weight;
        IEnumerable<IReadOnlyList<QueryPicture>> shown = entities.Select(entity => (IReadOnlyList<QueryPicture>)[entity]);
        return new ReadQuery([.. Parts, .. (pictures.Count == 0 ? shown : shown.Prepend(pictures)).Select(together => new QueryPart
        {
            Text = string.Join(", ", together.Select(picture => picture.Name)),
            Noun = together[0].Name,
            Words = [],
            Match = WordMatch.Nowhere,
            Weight = weight,
            IsHead = true,
            Pictures = together,
        })], Sentence);
    }
}
