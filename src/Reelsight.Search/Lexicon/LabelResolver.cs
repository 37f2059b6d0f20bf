namespace Reelsight.Search.Lexicon;

/// <summary>Finds the labels that a noun stands for: by name, then through WordNet by the meanings that are likely.</summary>
public sealed class LabelResolver
{
    /// <summary>Labels that the detector confuses with one another, from afar or from above.</summary>
    private static readonly string[] ConfusableLabels = ["car", "bus", "truck"];

    /// <summary>Kinds that WordNet files with people, and no camera sees: unicorns, dragons, gods.</summary>
    private static readonly string[] ImaginaryKinds = ["imaginary_being%1:18:00", "spiritual_being%1:18:00"];

    private readonly WordNet _wordNet;
    private readonly LabelCatalog _catalog;
    private readonly Dictionary<int, int> _labelOfSynset = [];
    private readonly Dictionary<int, List<int>> _labelsOfKind = [];
    private readonly HashSet<int> _imaginary;

    /// <summary>Maps the labels to WordNet once.</summary>
    public LabelResolver(WordNet wordNet, LabelCatalog catalog)
    {
        (_wordNet, _catalog) = (wordNet, catalog);
        _imaginary = [.. ImaginaryKinds.Select(wordNet.FindBySenseKey).OfType<Synset>().Select(kind => kind.Offset)];
        var kinds = catalog.Kinds.Select(wordNet.FindBySenseKey).OfType<Synset>().Select(s => s.Offset).ToHashSet();
        for (var label = 0; label < catalog.Count; label++)
        {
            var entry = catalog.Entries[label];
            var above = new HashSet<int>();
            if (entry.SenseKey is not null && wordNet.FindBySenseKey(entry.SenseKey) is { } own)
            {
                _labelOfSynset[own.Offset] = label;
                above.UnionWith(wordNet.GetAncestors(own).Keys);
            }
            foreach (var extra in entry.ExtraKinds.Select(wordNet.FindBySenseKey).OfType<Synset>())
            {
                above.Add(extra.Offset);
                above.UnionWith(wordNet.GetAncestors(extra).Keys);
            }
            foreach (var kind in above.Where(kinds.Contains))
            {
                if (!_labelsOfKind.TryGetValue(kind, out var labels))
                {
                    _labelsOfKind.Add(kind, labels = []);
                }
                labels.Add(label);
            }
        }
    }

    /// <summary>The labels that a noun or noun phrase stands for, or none.</summary>
    /// <param name="phrase">Lower case, one space between words, as typed or in its base form.</param>
    public IReadOnlyList<LabelMatch> Find(string phrase)
    {
        var underscored = phrase.Replace(' ', '_');
        var lemmas = _wordNet.Morphology.GetNounLemmas(underscored);
        foreach (var name in lemmas.Select(lemma => lemma.Replace('_', ' ')).Prepend(phrase).Concat(GetSingulars(phrase)).Distinct())
        {
            var named = FindByName(name);
            if (named.Count > 0)
            {
                return named;
            }
        }
        foreach (var lemma in lemmas)
        {
            var meant = FindByMeaning(lemma);
            if (meant.Count > 0)
            {
                return meant;
            }
        }
        return [];
    }

    /// <summary>Other labels that the detector confuses with these.</summary>
    public IEnumerable<LabelMatch> FindConfusable(IReadOnlyList<LabelMatch> matches)
    {
        var mistaken = ConfusableLabels.Select(_catalog.IndexOf).ToList();
        return matches.Any(match => match.Relation != LabelRelation.MoreGeneral && mistaken.Contains(match.Label))
            ? mistaken
                .Where(label => matches.All(match => match.Label != label))
                .Select(label => new LabelMatch(label, LabelRelation.ConfusedWith))
            : [];
    }

    private List<LabelMatch> FindByName(string name)
    {
        var label = _catalog.IndexOf(name);
        if (label >= 0)
        {
            return [new LabelMatch(label, LabelRelation.Same)];
        }
        return
        [
            .. _catalog
                .WithAlias(name)
                .Select(l => new LabelMatch(l, LabelRelation.Same))
                .Concat(_catalog.WithNarrower(name).Select(l => new LabelMatch(l, LabelRelation.MoreSpecific)))
                .Concat(_catalog.WithPart(name).Select(l => new LabelMatch(l, LabelRelation.Part)))
                .GroupBy(match => match.Relation)
                .FirstOrDefault()
                ?? Enumerable.Empty<LabelMatch>(),
        ];
    }

    private List<LabelMatch> FindByMeaning(string lemma)
    {
        var senses = _wordNet.GetSenses(lemma);
        // A hypernym counts by any of its frequent meanings: pizza is under the first meaning of "food", apples under the second.
        var general = senses
            .Take(3)
            .SelectMany(sense => _labelsOfKind.GetValueOrDefault(sense.Offset) ?? [])
            .Distinct()
            .Order()
            .Select(label => new LabelMatch(label, LabelRelation.MoreGeneral))
            .ToList();
        if (general.Count > 0)
        {
            return general;
        }
        // A hyponym counts by its most frequent meaning only: "crane" is no bird and "page" no person.
        for (var rank = 0; rank < Math.Min(2, senses.Count); rank++)
        {
            var sense = senses[rank];
            if (sense.IsInstance || !LexicalFiles.IsVisible(sense.LexicalFile))
            {
                break;
            }
            // WordNet knows "printer" and "washer" as people as well
            if (
                sense.LexicalFile == LexicalFiles.Person
                && senses.Skip(rank + 1).Take(2).Any(other => other.LexicalFile == LexicalFiles.Artifact)
            )
            {
                break;
            }
            var above = _wordNet.GetAncestors(sense);
            if (_imaginary.Contains(sense.Offset) || _imaginary.Overlaps(above.Keys))
            {
                break;
            }
            if (_labelOfSynset.TryGetValue(sense.Offset, out var same))
            {
                return [new LabelMatch(same, LabelRelation.Same)];
            }
            var nearest = above
                .Where(ancestor => _labelOfSynset.ContainsKey(ancestor.Key))
                .OrderBy(ancestor => ancestor.Value)
                .ThenBy(ancestor => ancestor.Key)
                .Select(ancestor => _labelOfSynset[ancestor.Key])
                .ToList();
            if (nearest.Count > 0)
            {
                return [new LabelMatch(nearest[0], LabelRelation.MoreSpecific)];
            }
            // Drivers and operators are people, but "causal agents" and not persons to WordNet.
            if (sense.LexicalFile == LexicalFiles.Person)
            {
                return [new LabelMatch(_catalog.IndexOf("person"), LabelRelation.MoreSpecific)];
            }
        }
        return [];
    }

    /// <summary>Singulars of phrases that WordNet lacks: "cell phones", "stop signs", "sports balls".</summary>
    private IEnumerable<string> GetSingulars(string phrase)
    {
        var last = phrase.LastIndexOf(' ') + 1;
        return last == 0 ? [] : _wordNet.Morphology.GetNounLemmas(phrase[last..]).Select(lemma => phrase[..last] + lemma);
    }
}
