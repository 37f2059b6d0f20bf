using Reelsight.Search.Lexicon;
using Reelsight.Search.Query;

namespace Reelsight.Search.Matching;

/// <summary>
/// Writes FTS5 expressions. Words consist of letters and digits only (<see cref="WordTokenizer"/>) and stand in quotes, so nothing that a person
/// types is ever an operator, a column or a syntax error.
/// </summary>
internal static class FullTextExpression
{
    /// <summary>Lines that hold any of the parts; null when none has words.</summary>
    public static string? MatchAny(IReadOnlyList<QueryTerm> terms) =>
        Join(" OR ", terms.SelectMany(GetPhrases).Distinct(StringComparer.Ordinal));

    /// <summary>Lines that hold every part that has words; null when fewer than two have.</summary>
    public static string? MatchAll(IReadOnlyList<QueryTerm> terms)
    {
        var each = terms.Select(term => Join(" OR ", GetPhrases(term))).OfType<string>().ToList();
        return each.Count < 2 ? null : Join(" AND ", each.Select(term => $"({term})"));
    }

    private static string? Join(string by, IEnumerable<string> expressions) =>
        string.Join(by, expressions) is { Length: > 0 } all ? all : null;

    private static IEnumerable<string> GetPhrases(QueryTerm term) =>
        term.WordSequences.SelectMany(places => ExpandPhrases(places, term.MatchMode == WordMatchMode.Prefix));

    private static IEnumerable<string> ExpandPhrases(IReadOnlyList<IReadOnlyList<string>> places, bool isPrefix)
    {
        IEnumerable<string> phrases = [""];
        foreach (var place in places)
        {
            phrases = phrases.SelectMany(start => place.Select(word => start.Length == 0 ? word : $"{start} {word}"));
        }
        return phrases.Select(phrase => isPrefix ? $"\"{phrase}\"*" : $"\"{phrase}\"");
    }
}
