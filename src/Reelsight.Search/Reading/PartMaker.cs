using Reelsight.Search.Lexicon;

namespace Reelsight.Search.Reading;

/// <summary>Makes the parts of a query from its words.</summary>
internal sealed class PartMaker(WordNet wordNet, LabelMap labels)
{
    /// <summary>
    /// Weight of a word before a noun, of a part of the body and of an action: they narrow the request, but do not make it.
    /// </summary>
    public const double QualifierWeight = 0.5;

    private static readonly string[] Collectives =
    [
        "people",
        "folks",
        "folk",
        "crowd",
        "guys",
        "humans",
        "team",
        "crew",
        "family",
        "audience",
        "staff",
    ];

    /// <summary>A noun, noun phrase or any other content word.</summary>
    public QueryPart Noun(string text)
    {
        var found = labels.Find(text);
        return new QueryPart
        {
            Text = text,
            Noun = text,
            Labels = [.. found, .. labels.MistakenFor(found)],
            Words = [Spellings(text)],
            TitleWords = TitleWords(text),
            Weight = found.Count > 0 && found.All(match => match.Relation == LabelRelation.Part) ? QualifierWeight : 1,
            Number = text == "crowd" ? Number.AtLeast(WordLists.Crowd) : Number.Any,
            IsPlural = Collectives.Contains(text) || wordNet.Morphology.IsPlural(text[(text.LastIndexOf(' ') + 1)..]),
        };
    }

    /// <summary>Something people do, by what they are seen with when they do it.</summary>
    public QueryPart Action(string word) =>
        new()
        {
            Text = word,
            Noun = word,
            Labels = [.. WordLists.SeenWith[word].Select(label => new LabelMatch(LabelCatalog.Default.NumberOf(label), LabelRelation.Use))],
            Words = [Spellings(word)],
            Weight = QualifierWeight,
        };

    /// <summary>A movement of nothing in particular: of a person, or of a vehicle when it is driven.</summary>
    public QueryPart Movement(string word, bool moves) =>
        Noun(word) with
        {
            Labels =
            [
                .. labels
                    .Find(
                        word.StartsWith("driv", StringComparison.Ordinal) || word.StartsWith("park", StringComparison.Ordinal)
                            ? "vehicle"
                            : "person"
                    )
                    .Select(match => match with { Relation = LabelRelation.Use }),
            ],
            Moving = moves,
        };

    /// <summary>How two things lie to one another.</summary>
    public static QueryPart Related(QueryPart first, QueryPart second, string how, Relation relation) =>
        new()
        {
            Text = $"{first.Noun} {how} {second.Noun}",
            Noun = how,
            Words = [],
            Match = WordMatch.Nowhere,
            Weight = QualifierWeight,
            Relation = relation,
        };

    /// <summary>A quoted phrase.</summary>
    public static QueryPart Phrase(string text) => Exact(text, WordMatch.Phrase);

    /// <summary>The start of a word.</summary>
    public static QueryPart Prefix(string text) => Exact(text, WordMatch.Prefix);

    /// <summary>One part that either answers.</summary>
    public static QueryPart Either(QueryPart first, QueryPart second) =>
        first with
        {
            Text = $"{first.Text} or {second.Text}",
            Noun = $"{first.Noun} or {second.Noun}",
            Labels = [.. first.Labels.Concat(second.Labels).DistinctBy(match => match.Label)],
            Words = [.. first.Words, .. second.Words],
            TitleWords = [.. first.TitleWords, .. second.TitleWords],
            Weight = Math.Max(first.Weight, second.Weight),
            IsPlural = false,
        };

    private static QueryPart Exact(string text, WordMatch match) =>
        new()
        {
            Text = text,
            Noun = text,
            Words =
            [
                [.. text.Split(' ').Select(word => (IReadOnlyList<string>)[word])],
            ],
            Match = match,
            Weight = 1,
            TitleWords = match == WordMatch.Phrase ? [text.Split(' ')] : [],
        };

    private IReadOnlyList<IReadOnlyList<string>> Spellings(string text)
    {
        var words = text.Split(' ');
        return [.. words.Select((word, i) => i < words.Length - 1 ? [word] : wordNet.Morphology.Spellings(word))];
    }

    private List<IReadOnlyList<string>> TitleWords(string text)
    {
        var alternatives = new List<IReadOnlyList<string>>();
        var words = text.Split(' ');
        if (words.Length > 1)
        {
            alternatives.Add([.. words.Select(word => wordNet.Morphology.NounLemmas(word).FirstOrDefault(word))]);
        }
        else
        {
            alternatives.AddRange(Snapshots.TitleWords.BaseForms(text, wordNet.Morphology).Select(form => (IReadOnlyList<string>)[form]));
        }
        foreach (var lemma in wordNet.Morphology.NounLemmas(text.Replace(' ', '_')))
        {
            // The leading meaning alone: rarer ones bring in words that nobody would call a synonym.
            alternatives.AddRange(
                wordNet
                    .Senses(lemma)
                    .Take(1)
                    .SelectMany(sense => sense.Words)
                    .Select(word => word.Text.ToLowerInvariant())
                    .Where(word => word.All(char.IsAsciiLetter))
                    .Select(word => (IReadOnlyList<string>)[word])
            );
        }
        return [.. alternatives.DistinctBy(alternative => string.Join(' ', alternative))];
    }
}
