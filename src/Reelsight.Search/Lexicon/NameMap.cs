namespace Reelsight.Search.Lexicon;

/// <summary>
/// Finds the names of the joint space that a noun stands for: the name itself, another word for it, or what the noun is a wider word for.
/// </summary>
public sealed class NameMap
{
    // Wider words than these bring in things that nobody meant: "structure" is a house and a bridge and a dam.
    private const int MostSteps = 3;
    private const int MostNames = 12;

    private readonly WordNet _wordNet;
    private readonly Dictionary<string, string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<int, List<string>> _namesOfMeaning = [];

    /// <summary>Places the names in the hierarchy once, each by its leading meaning.</summary>
    public NameMap(WordNet wordNet, IReadOnlyList<string> names)
    {
        _wordNet = wordNet;
        foreach (var name in names)
        {
            _names[name] = name;
            if (LeadingMeaning(name) is not { } meaning)
            {
                continue;
            }
            foreach (
                var (offset, _) in wordNet.Ancestors(meaning).Where(ancestor => ancestor.Value <= MostSteps).Append(new(meaning.Offset, 0))
            )
            {
                if (!_namesOfMeaning.TryGetValue(offset, out var list))
                {
                    _namesOfMeaning.Add(offset, list = []);
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
        foreach (var lemma in _wordNet.Morphology.NounLemmas(phrase.Replace(' ', '_')))
        {
            if (_names.TryGetValue(lemma.Replace('_', ' '), out var singular))
            {
                return [singular];
            }
            if (LeadingMeaning(lemma) is { } meaning && _namesOfMeaning.GetValueOrDefault(meaning.Offset) is { Count: <= MostNames } wider)
            {
                return wider;
            }
        }
        return [];
    }

    private Synset? LeadingMeaning(string name) =>
        _wordNet.Senses(name.Replace(' ', '_')) is [{ IsInstance: false, LexicalFile: not LexicalFiles.Tops } leading, ..] ? leading : null;
}
