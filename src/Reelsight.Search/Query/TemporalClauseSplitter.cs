using System.Globalization;
using Reelsight.Search.Lexicon;
using static Reelsight.Search.Query.ConstraintPatterns;

namespace Reelsight.Search.Query;

/// <summary>Splits a query at words of temporal order: "a car, then a person within 10 seconds".</summary>
internal static class TemporalClauseSplitter
{
    private const double MinuteSec = 60;
    private const double HourSec = 3600;

    /// <summary>The clauses in temporal order, with a link before each but the first; one clause when the query has no order.</summary>
    public static (List<List<QueryToken>> Clauses, List<TemporalLink> Links) Split(List<QueryToken> tokens)
    {
        var clauses = new List<List<QueryToken>> { new() };
        var links = new List<TemporalLink>();
        double? within = null;
        for (var at = 0; at < tokens.Count; )
        {
            if (ParseTimeDistance(tokens, at) is { } distance && (links.Count > 0 || HasMarker(tokens, at)))
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
                clauses.Count < ParsedQuery.MaxClauses
                && FindMarker(tokens, at) is { } marker
                && (clauses[^1].Count > 0 || marker.IsLeading)
            )
            {
                at += marker.Length;
                if (marker.IsLeading && clauses[^1].Count == 0)
                {
                    continue; // "first a car, then ..."
                }
                if (ParseTimeDistance(tokens, at) is { } next)
                {
                    within = next.Sec;
                    at += next.Length;
                    at += marker.IsSplit && IsWord(tokens, at, "by") ? 1 : 0;
                }
                links.Add(new TemporalLink(marker.IsSameTime, within ?? marker.DelaySec ?? TemporalLink.DefaultSec));
                within = null;
                clauses.Add([]);
                if (marker.IsReversed)
                {
                    // The clause that is later in the text is earlier in time.
                    clauses.Reverse(clauses.Count - 2, 2);
                    SplitReversed(tokens, ref at, clauses);
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
    private static void SplitReversed(List<QueryToken> tokens, ref int at, List<List<QueryToken>> clauses)
    {
        while (at < tokens.Count && FindMarker(tokens, at) is null && ParseTimeDistance(tokens, at) is null)
        {
            clauses[^2].Add(tokens[at++]);
        }
    }

    private readonly record struct TemporalMarker(
        int Length,
        bool IsSameTime = false,
        bool IsReversed = false,
        bool IsLeading = false,
        bool IsSplit = false,
        double? DelaySec = null
    );

    private static bool IsMarker(List<QueryToken> tokens, int at) => FindMarker(tokens, at) is { IsLeading: false };

    private static bool HasMarker(List<QueryToken> tokens, int from) =>
        Enumerable.Range(from, tokens.Count - from).Any(at => IsMarker(tokens, at));

    private static TemporalMarker? FindMarker(List<QueryToken> tokens, int at)
    {
        if (at >= tokens.Count || tokens[at].Kind == QueryTokenKind.Phrase)
        {
            return null;
        }
        // Punctuation, "and" and a delay may come before the marker.
        var start = at;
        double? sec = null;
        while (at < tokens.Count && (tokens[at].Kind == QueryTokenKind.Break || IsWord(tokens, at, "and") || IsDelayWord(tokens, at)))
        {
            sec = GetDelay(tokens, at) ?? sec;
            at++;
        }
        if (GetWord(tokens, at) is not { } word)
        {
            return null;
        }
        TemporalMarker? mark = word switch
        {
            "then" => new TemporalMarker(1),
            "followed" when IsWord(tokens, at + 1, "by") => new TemporalMarker(2),
            "followed" when GetDelay(tokens, at + 1) is { } soon && IsWord(tokens, at + 2, "by") => new TemporalMarker(3, DelaySec: soon),
            "followed" when ParseTimeDistance(tokens, at + 1) is not null => new TemporalMarker(1, IsSplit: true),
            "before" => new TemporalMarker(1),
            "after" => new TemporalMarker(1, IsReversed: true),
            "afterwards" or "afterward" or "later" => new TemporalMarker(1),
            "while" or "meanwhile" => new TemporalMarker(1, IsSameTime: true),
            "during" when !(IsWord(tokens, at + 1, "the") && IsTimeOfDay(GetWord(tokens, at + 2))) => new TemporalMarker(
                1,
                IsSameTime: true
            ),
            "first" => new TemporalMarker(1, IsLeading: true),
            _ => null,
        };
        if (mark is not { } found || found.IsLeading && at > 0)
        {
            return null;
        }
        at += found.Length;
        if (word == "then" && GetDelay(tokens, at) is { } later)
        {
            (sec, at) = (later, at + 1);
        }
        if (word is "afterwards" or "afterward" or "later" && at >= tokens.Count)
        {
            return null; // no clause follows
        }
        return found with { Length = at - start, DelaySec = found.DelaySec ?? sec };
    }

    // "On the right, then": a zone, not "right then".
    private static bool IsDelayWord(List<QueryToken> tokens, int at) =>
        GetDelay(tokens, at) is not null
        && (at == 0 || !IsWord(tokens, at - 1, "the"))
        && GetWord(tokens, at + 1) is "after" or "before" or "afterwards" or "afterward" or "followed" or "then";

    private static double? GetDelay(List<QueryToken> tokens, int at) =>
        GetWord(tokens, at) switch
        {
            "immediately" or "directly" or "right" or "straight" => TemporalLink.ImmediateSec,
            "shortly" or "soon" => TemporalLink.ShortSec,
            _ => null,
        };

    /// <summary>"Within 10 seconds", "at most a minute", "10 s later": the seconds, and the tokens it takes.</summary>
    private static (double Sec, int Length)? ParseTimeDistance(List<QueryToken> tokens, int at)
    {
        var start = at;
        at += tokens.Count > at && tokens[at].Kind == QueryTokenKind.Break ? 1 : 0;
        var lead = GetWord(tokens, at) switch
        {
            "within" or "under" => 1,
            "at" when IsWord(tokens, at + 1, "most") => 2,
            "no" or "not" when IsWord(tokens, at + 1, "more") && IsWord(tokens, at + 2, "than") => 3,
            "less" or "fewer" when IsWord(tokens, at + 1, "than") => 2,
            _ => 0,
        };
        at += lead;
        if (ParseDuration(tokens, at) is not { } length)
        {
            return null;
        }
        at += length.Length;
        var isLater = IsWord(tokens, at, "later") || IsWord(tokens, at, "afterwards");
        if (isLater && at + 1 < tokens.Count && lead == 0)
        {
            return (length.Sec, at - start); // "later" itself is the marker of order
        }
        at += isLater ? 1 : 0;
        if (lead == 0 && !isLater && !(IsWord(tokens, at, "after") || IsWord(tokens, at, "before")))
        {
            return null;
        }
        at += IsWord(tokens, at, "of") ? 1 : 0;
        return (length.Sec, at - start);
    }

    private static (double Sec, int Length)? ParseDuration(List<QueryToken> tokens, int at)
    {
        if (GetWord(tokens, at) is not { } word)
        {
            return null;
        }
        if (word == "half" && IsWord(tokens, at + 1, "a") && ParseTimeUnit(GetWord(tokens, at + 2)) is { } half)
        {
            return (half / 2, 3);
        }
        var digits = word.TakeWhile(char.IsAsciiDigit).Count();
        if (digits is > 0 and < 5 && digits < word.Length && ParseTimeUnit(word[digits..]) is { } joined)
        {
            return (joined * int.Parse(word[..digits], CultureInfo.InvariantCulture), 1);
        }
        double? number =
            word is "a" or "an" ? 1
            : digits == word.Length && digits is > 0 and < 5 ? int.Parse(word, CultureInfo.InvariantCulture)
            : WordLists.ParseNumber(word);
        var after = word == "a" && IsWord(tokens, at + 1, "few") || word == "a" && IsWord(tokens, at + 1, "couple") ? 2 : 1;
        number = after == 2 ? 5 : number;
        after += after == 2 && IsWord(tokens, at + after, "of") ? 1 : 0;
        return number is { } count && ParseTimeUnit(GetWord(tokens, at + after)) is { } unit ? (count * unit, after + 1) : null;
    }

    private static double? ParseTimeUnit(string? word) =>
        word switch
        {
            "s" or "sec" or "secs" or "second" or "seconds" => 1,
            "m" or "min" or "mins" or "minute" or "minutes" => MinuteSec,
            "h" or "hour" or "hours" => HourSec,
            _ => null,
        };
}
