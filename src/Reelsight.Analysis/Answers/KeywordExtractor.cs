using Reelsight.Analysis.Facts;
using Reelsight.Search.Lexicon;

namespace Reelsight.Analysis.Answers;

/// <summary>Which words and lines stand out.</summary>
internal static class KeywordExtractor
{
    private const int MinWordLength = 4;

    /// <summary>Content words that occur more than once in speech and on-screen text, the most frequent first, with their lines.</summary>
    public static IEnumerable<(string Word, IReadOnlyList<Fact> Facts)> Extract(IEnumerable<Fact> lines) =>
        lines
            .SelectMany(line => WordTokenizer.Tokenize(line.Text).Distinct().Where(IsContentWord).Select(word => (Word: word, Line: line)))
            .GroupBy(pair => pair.Word, (word, all) => (word, Facts: (IReadOnlyList<Fact>)[.. all.Select(pair => pair.Line)]))
            .Where(pair => pair.Facts.Count > 1)
            .OrderByDescending(pair => pair.Facts.Count)
            .ThenBy(pair => pair.Facts[0].StartSec)
            .ThenBy(pair => pair.word, StringComparer.Ordinal);

    /// <summary>Distinct lines of on-screen text, the largest letters first.</summary>
    public static IEnumerable<Fact> OrderByTextSize(IEnumerable<Fact> lines) =>
        lines
            .Where(line => WordTokenizer.Tokenize(line.Text).Any(word => word.Length > 2))
            .DistinctBy(line => line.Text, StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(line => line.Sightings.Count > 0 ? line.Sightings[0].Height : 0)
            .ThenBy(line => line.StartSec);

    private static bool IsContentWord(string word) =>
        word.Length >= MinWordLength
        && !word.Any(char.IsAsciiDigit)
        && !WordLists.StopWords.Contains(word)
        && !WordLists.GeneralVerbs.Contains(word)
        && !FillerWords.Contains(word);

    private static readonly HashSet<string> FillerWords =
    [
        "okay",
        "yeah",
        "well",
        "know",
        "think",
        "thing",
        "things",
        "gonna",
        "want",
        "going",
        "right",
        "actually",
        "back",
        "because",
        "even",
        "much",
        "only",
        "over",
        "same",
        "said",
        "such",
        "that's",
        "were",
        "year",
        "your",
        "good",
        "also",
        "been",
        "more",
        "other",
        "into",
        "time",
        "look",
        "like",
        "maybe",
        "need",
        "that",
    ];
}
