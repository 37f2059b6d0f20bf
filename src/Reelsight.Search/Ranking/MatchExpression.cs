using Reelsight.Search.Reading;

namespace Reelsight.Search.Ranking;

/// <summary>
/// Writes FTS5 expressions. Words consist of letters and digits only (<see cref="Words"/>) and stand in quotes, so nothing that a person
/// types is ever an operator, a column or a syntax error.
/// </summary>
internal static class MatchExpression
{
    /// <summary>Lines that hold any of the parts; null when none has words.</summary>
    public static string? Any(IReadOnlyList<QueryPart> parts) =>
        Joined(" OR ", parts.SelectMany(PhrasesOf).Distinct(StringComparer.Ordinal));

    /// <summary>Lines that hold every part that has words; null when fewer than two have.</summary>
    public static string? All(IReadOnlyList<QueryPart> parts)
    {
        var each = parts.Select(part => Joined(" OR ", PhrasesOf(part))).OfType<string>().ToList();
        return each.Count < 2 ? null : Joined(" AND ", each.Select(part => $"({part})"));
    }

    private static string? Joined(string by, IEnumerable<string> expressions) =>
        string.Join(by, expressions) is { Length: > 0 } all ? all : null;

    private static IEnumerable<string> PhrasesOf(QueryPart part) =>
        part.Words.SelectMany(places => Phrases(places, part.Match == WordMatch.Prefix));

    private static IEnumerable<string> Phrases(IReadOnlyList<IReadOnlyList<string>> places, bool isPrefix)
    {
        IEnumerable<string> phrases = [""];
        foreach (var place in places)
        {
            phrases = phrases.SelectMany(start => place.Select(word => start.Length == 0 ? word : $"{start} {word}"));
        }
        return phrases.Select(phrase => isPrefix ? $"\"{phrase}\"*" : $"\"{phrase}\"");
    }
}
