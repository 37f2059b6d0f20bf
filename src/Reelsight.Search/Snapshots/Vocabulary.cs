using Reelsight.Search.Lexicon;

namespace Reelsight.Search.Snapshots;

/// <summary>
/// The words of speech and on-screen text in an index with their frequencies. Built when a query first has a word that is not found.
/// </summary>
internal sealed class Vocabulary
{
    /// <summary>Shorter words have too many similar ones and are not corrected.</summary>
    public const int MinWordLength = 5;

    /// <summary>From this length on, two letters may be wrong.</summary>
    private const int MinLongWordLength = 9;

    private const int MaxSuggestions = 3;

    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly ILookup<int, string> _wordsByLength;

    public Vocabulary(IEnumerable<IndexedContent> contents)
    {
        foreach (
            var word in contents
                .Distinct()
                .SelectMany(content => content.Passages)
                .SelectMany(passage => WordTokenizer.Tokenize(passage.Text))
        )
        {
            _counts[word] = _counts.GetValueOrDefault(word) + 1;
        }
        _wordsByLength = _counts
            .Keys.Where(word => word.Length >= MinWordLength - 1 && word.All(char.IsLetter))
            .ToLookup(word => word.Length);
    }

    /// <summary>Whether a word is spoken or written in the index.</summary>
    public bool Contains(string word) => _counts.ContainsKey(word);

    /// <summary>
    /// The words that were probably meant, nearest first, then most frequent: within one edit, two for a long word; else words that begin
    /// with it. None for short words and for words with digits.
    /// </summary>
    /// <param name="word">Lower case.</param>
    /// <param name="admits">Says which words come into question.</param>
    public IReadOnlyList<string> FindSimilar(string word, Predicate<string> admits)
    {
        if (word.Length < MinWordLength || !word.All(char.IsLetter))
        {
            return [];
        }
        var maxEdits = word.Length >= MinLongWordLength ? 2 : 1;
        var similar = new List<(string Word, int Edits)>();
        for (var length = word.Length - maxEdits; length <= word.Length + maxEdits; length++)
        {
            foreach (var other in _wordsByLength[length])
            {
                if (EditDistance.Compute(word, other, maxEdits) is { } edits && admits(other))
                {
                    similar.Add((other, edits));
                }
            }
        }
        if (similar.Count == 0)
        {
            similar.AddRange(
                _counts
                    .Keys.Where(other => other.Length > word.Length && other.StartsWith(word, StringComparison.Ordinal) && admits(other))
                    .Select(other => (other, 0))
            );
        }
        var minEdits = similar.Count == 0 ? 0 : similar.Min(one => one.Edits);
        return
        [
            .. similar
                .Where(one => one.Edits == minEdits)
                .OrderByDescending(one => _counts[one.Word])
                .ThenBy(one => one.Word, StringComparer.Ordinal)
                .Take(MaxSuggestions)
                .Select(one => one.Word),
        ];
    }
}
