using System.Text;

namespace Reelsight.Search.Lexicon;

/// <summary>
/// Base forms of English nouns and verbs (WordNet's rules of detachment and its exception lists), and inflections of base forms.
/// </summary>
public sealed class Morphology
{
    private static readonly (string Ending, string Base)[] NounRules =
    [
        ("ches", "ch"),
        ("shes", "sh"),
        ("ses", "s"),
        ("xes", "x"),
        ("zes", "z"),
        ("men", "man"),
        ("ies", "y"),
        ("s", ""),
    ];

    private static readonly (string Ending, string Base)[] VerbRules =
    [
        ("ies", "y"),
        ("es", "e"),
        ("es", ""),
        ("s", ""),
        ("ed", "e"),
        ("ed", ""),
        ("ing", "e"),
        ("ing", ""),
    ];

    private readonly Predicate<string> _isNoun;
    private readonly Predicate<string> _isVerb;
    private readonly Dictionary<string, string[]> _nounExceptions;
    private readonly Dictionary<string, string[]> _verbExceptions;
    private readonly ILookup<string, string> _irregularForms;

    internal Morphology(
        Predicate<string> isNoun,
        Predicate<string> isVerb,
        Dictionary<string, string[]> nounExceptions,
        Dictionary<string, string[]> verbExceptions
    )
    {
        (_isNoun, _isVerb, _nounExceptions, _verbExceptions) = (isNoun, isVerb, nounExceptions, verbExceptions);
        _irregularForms = nounExceptions
            .Concat(verbExceptions)
            .SelectMany(e => e.Value, (e, lemma) => (Form: e.Key, Lemma: lemma))
            .ToLookup(e => e.Lemma, e => e.Form, StringComparer.Ordinal);
    }

    /// <summary>Base forms of a lower-case word taken as a noun: itself when it is one, then the regular and irregular ones.</summary>
    public IReadOnlyList<string> GetNounLemmas(string word) => GetLemmas(word, _isNoun, NounRules, _nounExceptions);

    /// <summary>Base forms of a lower-case word taken as a verb.</summary>
    public IReadOnlyList<string> GetVerbLemmas(string word) => GetLemmas(word, _isVerb, VerbRules, _verbExceptions);

    /// <summary>A lower-case word and its base forms, as a noun and as a verb.</summary>
    public IEnumerable<string> GetBaseForms(string word) => GetNounLemmas(word).Concat(GetVerbLemmas(word)).Append(word).Distinct();

    /// <summary>Whether a lower-case word is the plural of a noun.</summary>
    public bool IsPlural(string word) =>
        !_isNoun(word) && GetNounLemmas(word).Any(lemma => lemma != word)
        || _nounExceptions.ContainsKey(word) && !_nounExceptions[word].Contains(word);

    /// <summary>
    /// Spellings under which a lower-case word may occur in running text: the word, its base forms and their inflections.
    /// Some may be no English words; they match nothing.
    /// </summary>
    public IReadOnlyList<string> GetInflections(string word)
    {
        var spellings = new List<string> { word };
        void Add(string spelling)
        {
            if (!spellings.Contains(spelling))
            {
                spellings.Add(spelling);
            }
        }
        foreach (var lemma in GetNounLemmas(word).Prepend(word))
        {
            Add(lemma);
            Add(GetPlural(lemma));
        }
        foreach (var lemma in GetVerbLemmas(word))
        {
            var stem = lemma.EndsWith('e') ? lemma[..^1] : lemma;
            foreach (
                var spelling in (string[])[lemma, GetPlural(lemma), stem + "ing", (IsConsonantY(lemma) ? lemma[..^1] + "i" : stem) + "ed"]
            )
            {
                Add(spelling);
            }
        }
        foreach (var form in spellings.ToArray().SelectMany(lemma => _irregularForms[lemma]))
        {
            Add(form);
        }
        return spellings;
    }

    internal static Dictionary<string, string[]> ReadExceptions(byte[] file)
    {
        var exceptions = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var line in Encoding.Latin1.GetString(file).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            exceptions[fields[0]] = fields[1..];
        }
        return exceptions;
    }

    private static string GetPlural(string lemma) =>
        IsConsonantY(lemma) ? lemma[..^1] + "ies"
        : lemma.EndsWith('s')
        || lemma.EndsWith('x')
        || lemma.EndsWith('z')
        || lemma.EndsWith("ch", StringComparison.Ordinal)
        || lemma.EndsWith("sh", StringComparison.Ordinal)
            ? lemma + "es"
        : lemma + "s";

    private static bool IsConsonantY(string word) =>
        word.Length > 1 && word[^1] == 'y' && !"aeiou".Contains(word[^2], StringComparison.Ordinal);

    private static List<string> GetLemmas(
        string word,
        Predicate<string> isWord,
        (string Ending, string Base)[] rules,
        Dictionary<string, string[]> exceptions
    )
    {
        var lemmas = new List<string>();
        void Add(string lemma)
        {
            if (!lemmas.Contains(lemma) && isWord(lemma))
            {
                lemmas.Add(lemma);
            }
        }
        foreach (var lemma in exceptions.GetValueOrDefault(word, []))
        {
            Add(lemma);
        }
        Add(word);
        if (word.EndsWith("ss", StringComparison.Ordinal) || word.Length < 3)
        {
            return lemmas;
        }
        foreach (var (ending, replacement) in rules)
        {
            if (word.Length > ending.Length && word.EndsWith(ending, StringComparison.Ordinal))
            {
                Add(word[..^ending.Length] + replacement);
            }
        }
        return lemmas;
    }
}
