using System.Globalization;
using System.Text;

namespace Reelsight.Search.Lexicon;

/// <summary>
/// The noun hierarchy of WordNet, read from its database files as they are installed. The files stay in memory as bytes (about 20 MB)
/// and are searched in place, so opening costs a file read and nothing is parsed that no query asks for.
/// </summary>
public sealed class WordNet
{
    /// <summary>Where Debian's <c>wordnet-base</c> puts the files.</summary>
    public const string DefaultFolder = "/usr/share/wordnet";

    /// <summary>The environment variable that names another folder.</summary>
    public const string FolderVariable = "REELSIGHT_WORDNET";

    private static readonly string[] FileNames = ["index.noun", "data.noun", "noun.exc", "index.verb", "verb.exc"];

    private readonly SortedLineFile _nouns;
    private readonly byte[] _nounData;
    private readonly SortedLineFile _verbs;

    private WordNet(string folder)
    {
        _nouns = new SortedLineFile(ReadFile(folder, "index.noun"));
        _nounData = ReadFile(folder, "data.noun");
        _verbs = new SortedLineFile(ReadFile(folder, "index.verb"));
        Morphology = new Morphology(
            IsNoun,
            IsVerb,
            Morphology.ReadExceptions(ReadFile(folder, "noun.exc")),
            Morphology.ReadExceptions(ReadFile(folder, "verb.exc"))
        );
    }

    /// <summary>Base forms and inflections of English words.</summary>
    public Morphology Morphology { get; }

    /// <summary>Opens the database files.</summary>
    /// <param name="folder">
    /// Their folder; null for the one that <see cref="FolderVariable"/> names, or else <see cref="DefaultFolder"/>.
    /// </param>
    /// <exception cref="FileNotFoundException">A file is missing; the message says which package has it.</exception>
    public static WordNet Open(string? folder = null)
    {
        folder ??= Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named ? named : DefaultFolder;
        foreach (var name in FileNames)
        {
            if (!File.Exists(Path.Combine(folder, name)))
            {
                throw new FileNotFoundException(
                    $"WordNet's file {name} is not in {folder}: install it with \"apt install wordnet-base\", "
                        + $"or point {FolderVariable} at a folder that has it.",
                    name
                );
            }
        }
        return new WordNet(folder);
    }

    /// <summary>Whether the lower-case word (underscores for spaces) is the base form of a noun.</summary>
    public bool IsNoun(string lemma) => !_nouns.Find(lemma).IsEmpty;

    /// <summary>Whether the lower-case word is the base form of a verb.</summary>
    public bool IsVerb(string lemma) => !_verbs.Find(lemma).IsEmpty;

    /// <summary>The meanings of a noun, most frequent first; empty when it is unknown.</summary>
    /// <param name="lemma">Lower case, underscores for spaces.</param>
    public IReadOnlyList<Synset> GetSenses(string lemma)
    {
        var line = _nouns.Find(lemma);
        if (line.IsEmpty)
        {
            return [];
        }
        // lemma pos synset_cnt p_cnt [ptr...] sense_cnt tagsense_cnt offset...: the offsets are the last synset_cnt fields
        var fields = Encoding.Latin1.GetString(line).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var count = int.Parse(fields[2], CultureInfo.InvariantCulture);
        var senses = new Synset[count];
        for (var i = 0; i < count; i++)
        {
            senses[i] = ReadSynset(int.Parse(fields[fields.Length - count + i], CultureInfo.InvariantCulture));
        }
        return senses;
    }

    /// <summary>
    /// The meaning that a sense key such as <c>car%1:06:00</c> names, or null. Keys outlive editions of the database; offsets do not.
    /// </summary>
    public Synset? FindBySenseKey(string key)
    {
        var lemma = key[..key.IndexOf('%', StringComparison.Ordinal)];
        var parts = key[(lemma.Length + 1)..].Split(':');
        var (lexicalFile, lexicalId) = (
            int.Parse(parts[1], CultureInfo.InvariantCulture),
            int.Parse(parts[2], CultureInfo.InvariantCulture)
        );
        foreach (var sense in GetSenses(lemma))
        {
            if (
                sense.LexicalFile == lexicalFile
                && sense.Words.Any(w => w.Id == lexicalId && w.Text.Equals(lemma, StringComparison.OrdinalIgnoreCase))
            )
            {
                return sense;
            }
        }
        return null;
    }

    /// <summary>All hypernyms of a meaning, by offset, with the number of steps to each; without the meaning itself.</summary>
    public IReadOnlyDictionary<int, int> GetAncestors(Synset synset)
    {
        var steps = new Dictionary<int, int>();
        var level = synset.Hypernyms;
        for (var step = 1; level.Count > 0; step++)
        {
            var next = new List<int>();
            foreach (var offset in level)
            {
                if (steps.TryAdd(offset, step))
                {
                    next.AddRange(ReadSynset(offset).Hypernyms);
                }
            }
            level = next;
        }
        return steps;
    }

    private Synset ReadSynset(int offset)
    {
        var line = _nounData.AsSpan(offset);
        var fields = Encoding.Latin1.GetString(line[..line.IndexOf((byte)'|')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // offset lex_filenum ss_type w_cnt(hex) [word lex_id(hex)]... p_cnt [symbol offset pos source/target]...
        var words = new SynsetWord[Convert.ToInt32(fields[3], 16)];
        var at = 4;
        for (var i = 0; i < words.Length; i++, at += 2)
        {
            words[i] = new SynsetWord(fields[at], Convert.ToInt32(fields[at + 1], 16));
        }
        var hypernyms = new List<int>(2);
        var isInstance = false;
        for (var pointers = int.Parse(fields[at++], CultureInfo.InvariantCulture); pointers > 0; pointers--, at += 4)
        {
            if (fields[at] == "@")
            {
                hypernyms.Add(int.Parse(fields[at + 1], CultureInfo.InvariantCulture));
            }
            isInstance |= fields[at] == "@i";
        }
        return new Synset(offset, int.Parse(fields[1], CultureInfo.InvariantCulture), words, hypernyms, isInstance);
    }

    private static byte[] ReadFile(string folder, string name) => File.ReadAllBytes(Path.Combine(folder, name));
}
