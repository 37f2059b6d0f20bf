using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Matching;
using Reelsight.Analysis.Prompts;

namespace Reelsight.Analysis.Answers;

internal sealed partial class IntentResponder
{
    private static List<Fact> CollectFacts(List<MatchedInterval> found) => [.. found.SelectMany(f => f.Facts).Distinct()];

    private static string FormatTimes(List<MatchedInterval> found) =>
        NounPhrases.Join([.. found.Take(MaxTimes).Select(f => TimeFormatter.FormatRange(f.StartSec, f.EndSec))])
        + (found.Count > MaxTimes ? $" and {found.Count - MaxTimes} times more" : "");

    // "no red car", "nobody".
    private static string FormatNone(ObjectQuery thing) =>
        thing.Phrase is "someone" or "somebody" or "anyone" or "anybody" or "everyone" or "people" ? "nobody"
        : thing.Colours.Count == 1 ? $"no {thing.Colours[0]} {thing.Phrase}"
        : $"no {thing.Phrase}";

    private static bool IsSingular(ObjectQuery thing) => FormatNone(thing) == "nobody" || !thing.Phrase.EndsWith('s');

    private static IEnumerable<MatchedInterval> MergeIntervals(IEnumerable<Fact> facts)
    {
        MatchedInterval? open = null;
        foreach (var fact in facts.OrderBy(f => f.StartSec))
        {
            if (open is not null && fact.StartSec <= open.EndSec + 1)
            {
                open = open with { EndSec = Math.Max(open.EndSec, fact.EndSec) };
                continue;
            }
            if (open is not null)
            {
                yield return open;
            }

            open = new MatchedInterval(fact.StartSec, fact.EndSec, [fact], 1);
        }
        if (open is not null)
        {
            yield return open;
        }
    }

    // What of the question the evidence did not answer is said, so that nobody takes the rest for all.
    private static string FormatUnanswered(EvidenceQuery asked, List<MatchedInterval> found)
    {
        var lines = found
            .SelectMany(f => f.Facts)
            .Where(f => f.Kind is FactKind.Speech or FactKind.OnScreenText or FactKind.LooksLike)
            .Select(f => f.Text)
            .ToList();
        var open = asked
            .Words.Select(w => w.Word)
            .Where(w => !lines.Exists(l => l.Contains(w, StringComparison.OrdinalIgnoreCase)))
            .ToList();
        var words = open.Count == 0 ? "" : $"; whether {NounPhrases.Join([.. open.Select(w => $"“{w}”")])} holds cannot be told";
        return string.Concat(asked.Objects.Select(FormatOpenClause)) + words;
    }

    // Nothing for what was seen as it was asked for.
    private static string FormatOpenClause(ObjectQuery thing) => thing.IsNarrower ? $"; {OpenWording.Format(thing)}" : "";

    // One for each thing that was asked for in a narrower word than was seen.
    private static IEnumerable<Claim> CreateOpenClaims(EvidenceQuery asked, IReadOnlyList<Fact> seen) =>
        OpenWording.FormatSentences(asked.Objects, seen).Select(open => new Claim(open.Sentence, open.Facts));

    private static Claim CreateNotFoundClaim(EvidenceQuery asked)
    {
        if (asked.Words.Count > 0 && asked.Objects.Count == 0 && asked.Actions.Count == 0)
        {
            return CreateUnknownClaim(asked);
        }

        var what =
            asked.Objects.Count > 0
                ? $"{NounPhrases.Join([.. asked.Objects.Select(FormatNone)], "and")}{(asked.Actions.Count > 0 ? " doing that" : "")}"
            : asked.IsAboutText ? "nothing of the kind"
            : "no such thing";
        var verb = asked.Objects.Count == 0 || asked.Objects is [var one] && IsSingular(one) ? "was" : "were";
        return new Claim($"Not as far as can be told: {what} {verb} recognised.", []);
    }

    private static Claim CreateUnknownClaim(EvidenceQuery asked) =>
        new(
            asked.Words.Count == 0
                ? "This cannot be told from what was recognised."
                : $"This cannot be told: {NounPhrases.Join([.. asked.Words.Select(w => $"“{w.Word}”")])} "
                    + $"{(asked.Words.Count == 1 ? "was" : "were")} not recognised in the picture, and neither said nor written.",
            []
        );

    private static string FormatPosition(Fact fact)
    {
        var (x, y) = (fact.Sightings.Average(s => s.CentreX()), fact.Sightings.Average(s => s.CentreY()));
        var across =
            x < 1 / 3.0 ? "left"
            : x > 2 / 3.0 ? "right"
            : "middle";
        var down =
            y < 1 / 3.0 ? "top"
            : y > 2 / 3.0 ? "bottom"
            : "middle";
        return across == down ? "in the middle"
            : down == "middle" ? $"on the {across}"
            : across == "middle" ? $"at the {down}"
            : $"at the {down} {across}";
    }
}
