namespace Reelsight.Search.Lexicon;

/// <summary>
/// Finds the class names of the joint space that a noun stands for: the name itself, a synonym, or names of which the noun is a hypernym.
/// </summary>
public sealed class JointNameResolver
{
    // More general words bring in things that nobody meant: "structure" is a house and a bridge and a dam.
    private const int MaxHypernymSteps = 3;
    private const int MaxNames = 12;

    private readonly WordNet _wordNet;
    private readonly Dictionary<string, string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<int, List<string>> _namesBySynset = [];

    /// <summary>Maps the names to WordNet once, each by its most frequent meaning.</summary>
    public JointNameResolver(WordNet wordNet, IReadOnlyList<string> names)
    {
        _wordNet = wordNet;
        foreach (var name in names)
        {
            _names[name] = name;
            if (FindFirstSense(name) is not { } meaning)
            {
                continue;
            }
            foreach (
                var (offset, _) in wordNet
                    .GetAncestors(meaning)
                    .Where(ancestor => ancestor.Value <= MaxHypernymSteps)
                    .Append(new(meaning.Offset, 0))
            )
            {
                if (!_namesBySynset.TryGetValue(offset, out var list))
                {
                    _namesBySynset.Add(offset, list = []);
                }
                list.Add(name);
            }
        }
    }

    /// <summary>The names that a noun or noun phrase stands for, or none.</summary>
    /// <param name="phrase">Lower case, one space between words.</param>
    public IReadOnlyList<string> Find(string phrase)
    {
        if (_names.TryGetValue(phrase, out var same))
        {
            return [same];
        }
        foreach (var lemma in _wordNet.Morphology.GetNounLemmas(phrase.Replace(' ', '_')))
        {
            if (_names.TryGetValue(lemma.Replace('_', ' '), out var singular))
            {
                return [singular];
            }
            if (FindFirstSense(lemma) is { } meaning && _namesBySynset.GetValueOrDefault(meaning.Offset) is { Count: <= MaxNames } wider)
            {
                return wider;
            }
        }
        return [];
    }

    private Synset? FindFirstSense(string name) =>
        _wordNet.GetSenses(name.Replace(' ', '_')) is [{ IsInstance: false, LexicalFile: not LexicalFiles.Tops } leading, ..]
            ? leading
            : null;
}
