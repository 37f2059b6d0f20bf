using Reelsight.Search.Reading;

namespace Reelsight.Search.Snapshots;

/// <summary>
/// The words that are said and written in an index, and how often. Made when a query first asks for one that is not found.
/// </summary>
internal sealed class Vocabulary
{
    /// <summary>A shorter word has too many neighbours.</summary>
    public const int ShortestWord = 5;

    /// <summary>From this length on, two letters may be wrong.</summary>
    private const int LongWord = 9;

    private const int MostNear = 3;

    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly ILookup<int, string> _ofLength;

    public Vocabulary(IEnumerable<Content> contents)
    {
        foreach (var word in contents.Distinct().SelectMany(content => content.Lines).SelectMany(line => Words.Of(line.Text)))
        {
            _counts[word] = _counts.GetValueOrDefault(word) + 1;
        }
        _ofLength = _counts.Keys.Where(word => word.Length >= ShortestWord - 1 && word.All(char.IsLetter)).ToLookup(word => word.Length);
    }

    /// <summary>Whether somebody says or something reads this.</summary>
    public bool Contains(string word) => _counts.ContainsKey(word);

    /// <summary>
    /// The words that were probably meant, nearest first and then the most frequent: one letter wrong, missing, too much or changed with
    /// its neighbour, two in a long word; else words that begin so. None for short words and for those with digits.
    /// </summary>
    /// <param name="word">Lower case.</param>
    /// <param name="admits">Words that may be meant.</param>
    public IReadOnlyList<string> Near(string word, Predicate<string> admits)
    {
        if (word.Length < ShortestWord || !word.All(char.IsLetter))
        {
            return [];
        }
        var most = word.Length >= LongWord ? 2 : 1;
        var near = new List<(string Word, int Edits)>();
        for (var length = word.Length - most; length <= word.Length + most; length++)
        {
            foreach (var other in _ofLength[length])
            {
                if (Spelling.Edits(word, other, most) is { } edits && admits(other))
                {
                    near.Add((other, edits));
                }
            }
        }
        if (near.Count == 0)
        {
            near.AddRange(
                _counts
                    .Keys.Where(other => other.Length > word.Length && other.StartsWith(word, StringComparison.Ordinal) && admits(other))
                    .Select(other => (other, 0))
            );
        }
        var least = near.Count == 0 ? 0 : near.Min(one => one.Edits);
        return
        [
            .. near.Where(one => one.Edits == least)
                .OrderByDescending(one => _counts[one.Word])
                .ThenBy(one => one.Word, StringComparer.Ordinal)
                .Take(MostNear)
                .Select(one => one.Word),
        ];
    }
}
