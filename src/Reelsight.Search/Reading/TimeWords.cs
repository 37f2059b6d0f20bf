using System.Globalization;
using static Reelsight.Search.Reading.Cues;

namespace Reelsight.Search.Reading;

/// <summary>Splits a query at the words that put things in an order of time: "a car, then a person within 10 seconds".</summary>
internal static class TimeWords
{
    private const double MinuteSec = 60;
    private const double HourSec = 3600;

    /// <summary>The clauses in order of time, with a link before each but the first; one clause when there is no order.</summary>
    public static (List<List<QueryToken>> Clauses, List<TimeLink> Links) Split(List<QueryToken> tokens)
    {
        var clauses = new List<List<QueryToken>> { new() };
        var links = new List<TimeLink>();
        double? within = null;
        for (var at = 0; at < tokens.Count; )
        {
            if (Distance(tokens, at) is { } distance && (links.Count > 0 || HasMarker(tokens, at)))
            {
                within = distance.Sec;
                at += distance.Length;
                if (links.Count > 0 && !IsMarker(tokens, at))
                {
                    links[^1] = links[^1] with { WithinSec = distance.Sec };
                    within = null;
                }
            }
            else if (
                clauses.Count < ReadText.MostClauses
                && Marker(tokens, at) is { } marker
                && (clauses[^1].Count > 0 || marker.IsLeading)
            )
            {
                at += marker.Length;
                if (marker.IsLeading && clauses[^1].Count == 0)
                {
                    continue; // "first a car, then ..."
                }
                if (Distance(tokens, at) is { } next)
                {
                    within = next.Sec;
                    at += next.Length;
                    at += marker.IsSplit && Is(tokens, at, "by") ? 1 : 0;
                }
                links.Add(new TimeLink(marker.IsSameTime, within ?? marker.Sec ?? TimeLink.UsualSec));
                within = null;
                clauses.Add([]);
                if (marker.IsReversed)
                {
                    // What comes after in the text comes before in time.
                    clauses.Reverse(clauses.Count - 2, 2);
                    ReadReversed(tokens, ref at, clauses);
                }
            }
            else
            {
                clauses[^1].Add(tokens[at++]);
            }
        }
        return (clauses, links);
    }

    // "X after Y": the words up to the next marker belong before X.
    private static void ReadReversed(List<QueryToken> tokens, ref int at, List<List<QueryToken>> clauses)
    {
        while (at < tokens.Count && Marker(tokens, at) is null && Distance(tokens, at) is null)
        {
            clauses[^2].Add(tokens[at++]);
        }
    }

    private readonly record struct Mark(
        int Length,
        bool IsSameTime = false,
        bool IsReversed = false,
        bool IsLeading = false,
        bool IsSplit = false,
        double? Sec = null
    );

    private static bool IsMarker(List<QueryToken> tokens, int at) => Marker(tokens, at) is { IsLeading: false };

    private static bool HasMarker(List<QueryToken> tokens, int from) =>
        Enumerable.Range(from, tokens.Count - from).Any(at => IsMarker(tokens, at));

    private static Mark? Marker(List<QueryToken> tokens, int at)
    {
        if (at >= tokens.Count || tokens[at].Kind == TokenKind.Phrase)
        {
            return null;
        }
        // Punctuation, "and" and how soon may stand before the word itself.
        var start = at;
        double? sec = null;
        while (at < tokens.Count && (tokens[at].Kind == TokenKind.Break || Is(tokens, at, "and") || IsHowSoon(tokens, at)))
        {
            sec = SoonOf(tokens, at) ?? sec;
            at++;
        }
        if (WordAt(tokens, at) is not { } word)
        {
            return null;
        }
        Mark? mark = word switch
        {
            "then" => new Mark(1),
            "followed" when Is(tokens, at + 1, "by") => new Mark(2),
            "followed" when SoonOf(tokens, at + 1) is { } soon && Is(tokens, at + 2, "by") => new Mark(3, Sec: soon),
            "followed" when Distance(tokens, at + 1) is not null => new Mark(1, IsSplit: true),
            "before" => new Mark(1),
            "after" => new Mark(1, IsReversed: true),
            "afterwards" or "afterward" or "later" => new Mark(1),
            "while" or "meanwhile" => new Mark(1, IsSameTime: true),
            "during" when !(Is(tokens, at + 1, "the") && IsTimeOfDay(WordAt(tokens, at + 2))) => new Mark(1, IsSameTime: true),
            "first" => new Mark(1, IsLeading: true),
            _ => null,
        };
        if (mark is not { } found || found.IsLeading && at > 0)
        {
            return null;
        }
        at += found.Length;
        if (word == "then" && SoonOf(tokens, at) is { } later)
        {
            (sec, at) = (later, at + 1);
        }
        if (word is "afterwards" or "afterward" or "later" && at >= tokens.Count)
        {
            return null; // nothing comes later
        }
        return found with { Length = at - start, Sec = found.Sec ?? sec };
    }

    // "On the right, then": a place, and no time.
    private static bool IsHowSoon(List<QueryToken> tokens, int at) =>
        SoonOf(tokens, at) is not null
        && (at == 0 || !Is(tokens, at - 1, "the"))
        && WordAt(tokens, at + 1) is "after" or "before" or "afterwards" or "afterward" or "followed" or "then";

    private static double? SoonOf(List<QueryToken> tokens, int at) =>
        WordAt(tokens, at) switch
        {
            "immediately" or "directly" or "right" or "straight" => TimeLink.AtOnceSec,
            "shortly" or "soon" => TimeLink.SoonSec,
            _ => null,
        };

    /// <summary>"Within 10 seconds", "at most a minute", "10 s later": the seconds, and the tokens it takes.</summary>
    private static (double Sec, int Length)? Distance(List<QueryToken> tokens, int at)
    {
        var start = at;
        at += tokens.Count > at && tokens[at].Kind == TokenKind.Break ? 1 : 0;
        var lead = WordAt(tokens, at) switch
        {
            "within" or "under" => 1,
            "at" when Is(tokens, at + 1, "most") => 2,
            "no" or "not" when Is(tokens, at + 1, "more") && Is(tokens, at + 2, "than") => 3,
            "less" or "fewer" when Is(tokens, at + 1, "than") => 2,
            _ => 0,
        };
        at += lead;
        if (Length(tokens, at) is not { } length)
        {
            return null;
        }
        at += length.Length;
        var isLater = Is(tokens, at, "later") || Is(tokens, at, "afterwards");
        if (isLater && at + 1 < tokens.Count && lead == 0)
        {
            return (length.Sec, at - start); // "later" itself is the word that puts it in order
        }
        at += isLater ? 1 : 0;
        if (lead == 0 && !isLater && !(Is(tokens, at, "after") || Is(tokens, at, "before")))
        {
            return null;
        }
        at += Is(tokens, at, "of") ? 1 : 0;
        return (length.Sec, at - start);
    }

    private static (double Sec, int Length)? Length(List<QueryToken> tokens, int at)
    {
        if (WordAt(tokens, at) is not { } word)
        {
            return null;
        }
        if (word == "half" && Is(tokens, at + 1, "a") && UnitOf(WordAt(tokens, at + 2)) is { } half)
        {
            return (half / 2, 3);
        }
        var digits = word.TakeWhile(char.IsAsciiDigit).Count();
        if (digits is > 0 and < 5 && digits < word.Length && UnitOf(word[digits..]) is { } joined)
        {
            return (joined * int.Parse(word[..digits], CultureInfo.InvariantCulture), 1);
        }
        double? number =
            word is "a" or "an" ? 1
            : digits == word.Length && digits is > 0 and < 5 ? int.Parse(word, CultureInfo.InvariantCulture)
            : WordLists.NumberOf(word);
        var after = word == "a" && Is(tokens, at + 1, "few") || word == "a" && Is(tokens, at + 1, "couple") ? 2 : 1;
        number = after == 2 ? 5 : number;
        after += after == 2 && Is(tokens, at + after, "of") ? 1 : 0;
        return number is { } count && UnitOf(WordAt(tokens, at + after)) is { } unit ? (count * unit, after + 1) : null;
    }

    private static double? UnitOf(string? word) =>
        word switch
        {
            "s" or "sec" or "secs" or "second" or "seconds" => 1,
            "m" or "min" or "mins" or "minute" or "minutes" => MinuteSec,
            "h" or "hour" or "hours" => HourSec,
            _ => null,
        };
}
