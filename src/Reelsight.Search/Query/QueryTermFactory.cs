using Reelsight.Search.Lexicon;

namespace Reelsight.Search.Query;

/// <summary>Creates the terms of a query from its words.</summary>
internal sealed class QueryTermFactory(WordNet wordNet, LabelResolver labels)
{
    /// <summary>
    /// Weight of modifiers, body parts and actions: they narrow a query down but are not what it is about.
    /// </summary>
    public const double QualifierWeight = 0.5;

    private static readonly string[] CollectiveNouns =
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
    public QueryTerm CreateNoun(string text)
    {
        var found = labels.Find(text);
        return new QueryTerm
        {
            Text = text,
            Noun = text,
            Labels = [.. found, .. labels.FindConfusable(found)],
            WordSequences = [GetInflections(text)],
            TitleAlternatives = GetTitleAlternatives(text),
            Weight = found.Count > 0 && found.All(match => match.Relation == LabelRelation.Part) ? QualifierWeight : 1,
            Count = text == "crowd" ? CountConstraint.AtLeast(WordLists.CrowdCount) : CountConstraint.Any,
            IsPlural = CollectiveNouns.Contains(text) || wordNet.Morphology.IsPlural(text[(text.LastIndexOf(' ') + 1)..]),
        };
    }

    /// <summary>An action, found by the objects that people use for it.</summary>
    public QueryTerm CreateAction(string word) =>
        new()
        {
            Text = word,
            Noun = word,
            Labels =
            [
                .. WordLists
                    .ObjectsByAction[word]
                    .Select(label => new LabelMatch(LabelCatalog.Default.IndexOf(label), LabelRelation.UsedFor)),
            ],
            WordSequences = [GetInflections(word)],
            Weight = QualifierWeight,
        };

    /// <summary>A movement without a subject: of a person, or of a vehicle for verbs of driving.</summary>
    public QueryTerm CreateMovement(string word, bool moves) =>
        CreateNoun(word) with
        {
            Labels =
            [
                .. labels
                    .Find(
                        word.StartsWith("driv", StringComparison.Ordinal) || word.StartsWith("park", StringComparison.Ordinal)
                            ? "vehicle"
                            : "person"
                    )
                    .Select(match => match with { Relation = LabelRelation.UsedFor }),
            ],
            MustMove = moves,
        };

    /// <summary>A spatial relation of two terms.</summary>
    public static QueryTerm CreateRelation(QueryTerm first, QueryTerm second, string how, SpatialRelation relation) =>
        new()
        {
            Text = $"{first.Noun} {how} {second.Noun}",
            Noun = how,
            WordSequences = [],
            MatchMode = WordMatchMode.None,
            Weight = QualifierWeight,
            Relation = relation,
        };

    /// <summary>A quoted phrase.</summary>
    public static QueryTerm CreatePhrase(string text) => CreateExact(text, WordMatchMode.Phrase);

    /// <summary>A prefix of a word.</summary>
    public static QueryTerm CreatePrefix(string text) => CreateExact(text, WordMatchMode.Prefix);

    /// <summary>One term that either of two matches.</summary>
    public static QueryTerm CreateAlternative(QueryTerm first, QueryTerm second) =>
        first with
        {
            Text = $"{first.Text} or {second.Text}",
            Noun = $"{first.Noun} or {second.Noun}",
            Labels = [.. first.Labels.Concat(second.Labels).DistinctBy(match => match.Label)],
            WordSequences = [.. first.WordSequences, .. second.WordSequences],
            TitleAlternatives = [.. first.TitleAlternatives, .. second.TitleAlternatives],
            Weight = Math.Max(first.Weight, second.Weight),
            IsPlural = false,
        };

    private static QueryTerm CreateExact(string text, WordMatchMode match) =>
        new()
        {
            Text = text,
            Noun = text,
            WordSequences =
            [
                [.. text.Split(' ').Select(word => (IReadOnlyList<string>)[word])],
            ],
            MatchMode = match,
            Weight = 1,
            TitleAlternatives = match == WordMatchMode.Phrase ? [text.Split(' ')] : [],
        };

    private IReadOnlyList<IReadOnlyList<string>> GetInflections(string text)
    {
        var words = text.Split(' ');
        return [.. words.Select((word, i) => i < words.Length - 1 ? [word] : wordNet.Morphology.GetInflections(word))];
    }

    private List<IReadOnlyList<string>> GetTitleAlternatives(string text)
    {
        var alternatives = new List<IReadOnlyList<string>>();
        var words = text.Split(' ');
        if (words.Length > 1)
        {
            alternatives.Add([.. words.Select(word => wordNet.Morphology.GetNounLemmas(word).FirstOrDefault(word))]);
        }
        else
        {
            alternatives.AddRange(wordNet.Morphology.GetBaseForms(text).Select(form => (IReadOnlyList<string>)[form]));
        }
        foreach (var lemma in wordNet.Morphology.GetNounLemmas(text.Replace(' ', '_')))
        {
            // The most frequent meaning alone: rarer ones bring in words that nobody would call a synonym.
            alternatives.AddRange(
                wordNet
                    .GetSenses(lemma)
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
