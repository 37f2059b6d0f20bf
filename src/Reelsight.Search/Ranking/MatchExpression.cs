using Reelsight.Search.Reading;

namespace Reelsight.Search.Ranking;

/// <summary>
/// Writes FTS5 expressions. Words consist of letters and digits only (<see cref="Words"/>) and stand in quotes, so nothing that a person
/// types is ever an operator, a column or a syntax error.
/// </summary>
internal static class MatchExpression
{
    /// <summary>Lines that hold any of the parts; null when none has words.</summary>
    public static string? For(IReadOnlyList<QueryPart> parts)
    {
        var phrases = parts.SelectMany(part => part.Words.SelectMany(places => Phrases(places, part.Match == WordMatch.Prefix)))
            .Distinct(StringComparer.Ordinal).ToList();
        return phrases.Count == 0 ? null : string.Join(" OR ", phrases);
    }

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
