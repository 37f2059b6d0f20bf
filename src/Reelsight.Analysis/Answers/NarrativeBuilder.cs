using System.Globalization;
using System.Text.RegularExpressions;
using Reelsight.Analysis.Facts;

namespace Reelsight.Analysis.Answers;

/// <summary>
/// Describes a timeline in sentences, each with its facts. Doubtful facts are left out unless there are no others.
/// </summary>
internal static partial class NarrativeBuilder
{
    /// <summary>In view for this share of the time is "throughout".</summary>
    private const double MinThroughoutShare = 0.85;

    /// <summary>More objects of one label are described as a group.</summary>
    private const int MaxObjectsToldSeparately = 4;

    /// <summary>More lines than this are summarised by the first one and by frequent words.</summary>
    private const int MaxLines = 3;
    private const int MaxChanges = 8;

    /// <summary>Objects in view this early are there from the beginning.</summary>
    private const double MaxInitialSec = 1;

    /// <summary>All statements in order, with their importance.</summary>
    public static List<(Claim Claim, double Weight)> BuildClaims(VideoTimeline timeline)
    {
        var told = new List<(Claim, double)>();
        var visible = timeline.GetFacts(FactKind.Visible).Where(f => !f.IsDoubtful).ToList();
        told.AddRange(BuildSceneClaims(timeline));
        told.AddRange(BuildSteadyObjectClaims(timeline, visible));
        told.AddRange(BuildObjectClaims(timeline, visible));
        told.AddRange(BuildSpeechClaims(timeline));
        told.AddRange(BuildOnScreenTextClaims(timeline));
        if (timeline.GetCuts().ToList() is { Count: > 0 } cuts)
        {
            var again = timeline.GetFacts(FactKind.RepeatedScene).ToList();
            var repeated =
                again.Count == 0 ? ""
                : again.Count == 1
                    ? $"; {again[0].Text.Replace("the shot", $"the one {TimeFormatter.FormatRange(again[0])}", StringComparison.Ordinal)}"
                : $"; {NounPhrases.NumberWord(again.Count)} of them look like earlier ones";
            told.Add((new Claim($"It consists of {NounPhrases.NumberWord(cuts.Count + 1)} shots{repeated}.", [.. cuts, .. again]), 1));
        }
        if (told.Count == 0)
        {
            told.AddRange(BuildDoubtfulClaims(timeline));
        }

        return told;
    }

    /// <summary>A sentence that says that nothing was recognised.</summary>
    public static Claim CreateNothingRecognisedClaim(VideoTimeline timeline) =>
        new(
            timeline.StartSec > 0 || timeline.EndSec < timeline.DurationSec
                ? $"Nothing was recognised {TimeFormatter.FormatRange(timeline.StartSec, timeline.EndSec)}: no everyday object, no "
                    + $"speech and no writing."
                : "Nothing was recognised in this video: no everyday object, no speech and no writing.",
            []
        );

    private static IEnumerable<(Claim, double)> BuildSceneClaims(VideoTimeline timeline)
    {
        foreach (var group in timeline.GetFacts(FactKind.LooksLike).Where(f => !f.IsDoubtful).GroupBy(f => f.Text))
        {
            var when =
                MeasureCoverage(group) >= MinThroughoutShare * (timeline.EndSec - timeline.StartSec)
                    ? "throughout"
                    : NounPhrases.Join([.. group.Take(MaxChanges).Select(f => TimeFormatter.FormatRange(f))]);
            yield return (new Claim($"The picture looks most like “{group.Key}” {when}.", [.. group]), 4);
        }
    }

    private static IEnumerable<(Claim, double)> BuildSteadyObjectClaims(VideoTimeline timeline, List<Fact> visible)
    {
        var steady = visible
            .GroupBy(f => f.Name!)
            .Where(g => MeasureCoverage(g) >= MinThroughoutShare * (timeline.EndSec - timeline.StartSec))
            .ToList();
        if (steady.Count == 0)
        {
            yield break;
        }

        var counts = timeline.GetFacts(FactKind.Count).ToList();
        var (stable, changing) = (new List<ObjectCount>(), new List<string>());
        var facts = new List<Fact>();
        foreach (var group in steady)
        {
            var numbers = counts
                .SelectMany(c => c.ObjectCounts.Where(t => t.Label == group.Key).Select(t => t.Count))
                .Distinct()
                .Order()
                .ToList();
            facts.AddRange(counts.Where(c => c.ObjectCounts.Any(t => t.Label == group.Key)));
            if (numbers.Count <= 1)
            {
                stable.Add(new ObjectCount(group.Key, numbers.Count == 1 ? numbers[0] : 1));
            }
            else
            {
                changing.Add(
                    $"between {NounPhrases.NumberWord(numbers[0])} and {NounPhrases.NumberWord(numbers[^1])} "
                        + $"{NounPhrases.Plural(group.Key)}"
                );
            }
        }
        List<string> parts = stable.Count > 0 ? [NounPhrases.JoinCounts(stable), .. changing] : changing;
        var verb = parts.Count == 1 && changing.Count == 0 && stable.Count == 1 && stable[0].Count == 1 ? "is" : "are";
        if (facts.Count == 0)
        {
            facts.AddRange(steady.SelectMany(g => g));
        }

        yield return (
            new Claim($"{NounPhrases.Capitalize(NounPhrases.Join(parts))} {verb} in view throughout.", [.. facts.Distinct()]),
            10
        );
    }

    // Where a group is always in view and too large to tell each one's story, its number tells what happens.
    private static Claim? BuildCountChangeClaim(VideoTimeline timeline, string label)
    {
        var counts = timeline
            .GetFacts(FactKind.Count)
            .Select(c => (Fact: c, c.ObjectCounts.FirstOrDefault(t => t.Label == label).Count))
            .ToList();
        var changes = counts.Where((c, i) => i == 0 || c.Count != counts[i - 1].Count).ToList();
        if (changes.Count < 2)
        {
            return null;
        }

        var told = changes
            .Take(MaxChanges)
            .Select(c => $"{NounPhrases.NumberWord(c.Count)} from {TimeFormatter.FormatTime(c.Fact.StartSec)}")
            .ToList();
        var rest = changes.Count > MaxChanges ? $", and changes {changes.Count - MaxChanges} times more" : "";
        return new Claim($"The number of {NounPhrases.Plural(label)} is {NounPhrases.Join(told)}{rest}.", [.. changes.Select(c => c.Fact)]);
    }

    private static IEnumerable<(Claim, double)> BuildObjectClaims(VideoTimeline timeline, List<Fact> visible)
    {
        var length = timeline.EndSec - timeline.StartSec;
        var events = timeline
            .Facts.Where(f =>
                f.Kind is FactKind.Enters or FactKind.Leaves or FactKind.Appears or FactKind.Disappears or FactKind.Moves or FactKind.Stops
                && !f.IsDoubtful
            )
            .ToLookup(f => f.ObjectNumber);
        var stories = new List<(double At, Claim, double)>();
        foreach (var group in visible.GroupBy(f => f.Name!))
        {
            var isSteady = MeasureCoverage(group) >= MinThroughoutShare * length;
            var things = group.GroupBy(f => f.ObjectNumber).ToList();
            if (things.Count > MaxObjectsToldSeparately)
            {
                var told = isSteady ? BuildCountChangeClaim(timeline, group.Key) : BuildGroupClaim(timeline, group.Key, [.. group]);
                if (told is not null)
                {
                    stories.Add((group.Min(f => f.StartSec), told, 5));
                }

                continue;
            }
            // Of those that are there over the same interval and do nothing, the number is told.
            foreach (
                var alike in things
                    .Select(t => t.First())
                    .GroupBy(f =>
                        events[f.ObjectNumber].Any() ? f.ObjectNumber.ToString(CultureInfo.InvariantCulture) : TimeFormatter.FormatRange(f)
                    )
            )
            {
                var first = alike.First();
                var told =
                    alike.Count() > 1
                        ? isSteady
                            ? null
                            : new Claim(
                                $"{NounPhrases.Capitalize(NounPhrases.WithCount(alike.Count(), group.Key))} are in view "
                                    + $"{TimeFormatter.FormatRange(first)}.",
                                [.. alike]
                            )
                        : BuildObjectClaim(
                            first,
                            [.. events[first.ObjectNumber]],
                            isSteady,
                            isSteady && first.StartSec > timeline.StartSec + MaxInitialSec
                        );
                if (told is not null)
                {
                    stories.Add((first.StartSec, told, (isSteady ? 3 : 6) + alike.Max(f => f.Confidence ?? 0)));
                }
            }
        }
        return stories.OrderBy(s => s.At).Select(s => (s.Item2, s.Item3));
    }

    /// <summary>
    /// What one object does, in one sentence; null when it is only in view and that has been said already.
    /// </summary>
    public static Claim? BuildObjectClaim(Fact thing, IReadOnlyList<Fact> events, bool presenceIsTold, bool isAnother = false)
    {
        var subject = isAnother ? WithAnother(thing.Text) : NounPhrases.Capitalize(thing.Text);
        var parts = new List<string>();
        var facts = new List<Fact> { thing };
        foreach (var e in events.OrderBy(e => e.StartSec).ThenBy(e => e.Kind))
        {
            parts.Add(
                e.Kind switch
                {
                    FactKind.Enters => $"comes in {e.Direction} {TimeFormatter.FormatRange(e.StartSec, e.StartSec)}",
                    FactKind.Leaves => $"goes out {e.Direction} {TimeFormatter.FormatRange(e.EndSec, e.EndSec)}",
                    FactKind.Appears => $"comes into view {TimeFormatter.FormatRange(e.StartSec, e.StartSec)}",
                    FactKind.Disappears => $"is no longer seen after {TimeFormatter.FormatTime(e.EndSec)}",
                    FactKind.Moves => e.Direction is null ? "moves" : $"moves {e.Direction}",
                    _ => $"stops {TimeFormatter.FormatRange(e.StartSec, e.StartSec)}",
                }
            );
            facts.Add(e);
        }
        if (parts.Count == 0)
        {
            return presenceIsTold ? null : new Claim($"{subject} is in view {TimeFormatter.FormatRange(thing)}.", facts);
        }

        if (parts is [var only] && events[0].Kind == FactKind.Moves)
        {
            parts[0] = $"{only} {TimeFormatter.FormatRange(events[0])}";
        }

        return new Claim($"{subject} {NounPhrases.Join(parts)}.", facts);
    }

    private static string WithAnother(string phrase) =>
        Article().IsMatch(phrase) ? Article().Replace(phrase, "Another ") : NounPhrases.Capitalize(phrase);

    [GeneratedRegex("^an? ")]
    private static partial Regex Article();

    private static Claim BuildGroupClaim(VideoTimeline timeline, string label, List<Fact> facts)
    {
        var counts = timeline.GetFacts(FactKind.Count).Where(c => c.ObjectCounts.Any(t => t.Label == label)).ToList();
        var most = counts.Count == 0 ? 1 : counts.Max(c => c.ObjectCounts.First(t => t.Label == label).Count);
        var text =
            $"{NounPhrases.Capitalize(NounPhrases.Plural(label))} are in view again and again between "
            + $"{TimeFormatter.FormatTime(facts.Min(f => f.StartSec))} and {TimeFormatter.FormatTime(facts.Max(f => f.EndSec))}, at "
            + $"most {NounPhrases.NumberWord(most)} at once.";
        return new Claim(text, [.. facts, .. counts]);
    }

    private static IEnumerable<(Claim, double)> BuildSpeechClaims(VideoTimeline timeline)
    {
        var lines = timeline.GetFacts(FactKind.Speech).ToList();
        if (lines.Count == 0)
        {
            yield break;
        }

        var sure = lines.Where(l => !l.IsDoubtful).ToList();
        if (sure.Count == 0)
        {
            yield return (new Claim($"Somebody speaks {TimeFormatter.FormatRange(lines[0])}; possibly “{lines[0].Text}”.", [lines[0]]), 4);
            yield break;
        }
        if (sure.Count <= MaxLines)
        {
            foreach (var line in sure)
            {
                yield return (
                    new Claim($"Somebody says {TimeFormatter.FormatRange(line.StartSec, line.StartSec)}: “{line.Text}”", [line]),
                    6
                );
            }

            yield break;
        }
        yield return (
            new Claim(
                $"There is speech between {TimeFormatter.FormatTime(sure[0].StartSec)} and {TimeFormatter.FormatTime(sure[^1].EndSec)}, "
                    + $"beginning with “{sure[0].Text}”",
                sure
            ),
            8
        );
        if (KeywordExtractor.Extract(sure).Take(5).ToList() is { Count: >= 2 } words)
        {
            yield return (
                new Claim(
                    $"Words that come up often in it are {NounPhrases.Join([.. words.Select(w => $"“{w.Word}”")])}.",
                    [.. words.SelectMany(w => w.Facts).Distinct()]
                ),
                6
            );
        }
    }

    private static IEnumerable<(Claim, double)> BuildOnScreenTextClaims(VideoTimeline timeline)
    {
        var lines = KeywordExtractor
            .OrderByTextSize(timeline.GetFacts(FactKind.OnScreenText).Where(f => !f.IsDoubtful))
            .Take(MaxLines)
            .ToList();
        if (lines.Count > 0)
        {
            yield return (new Claim($"On screen it reads {NounPhrases.Join([.. lines.Select(l => $"“{l.Text}”")])}.", lines), 5);
        }
    }

    private static IEnumerable<(Claim, double)> BuildDoubtfulClaims(VideoTimeline timeline)
    {
        foreach (var thing in timeline.GetFacts(FactKind.Visible).OrderByDescending(f => f.Confidence).Take(2))
        {
            yield return (
                new Claim($"Possibly {thing.Text} is in view {TimeFormatter.FormatRange(thing)}; the detector is not sure.", [thing]),
                1
            );
        }
    }

    /// <summary>Seconds in which any of the facts holds.</summary>
    internal static double MeasureCoverage(IEnumerable<Fact> facts)
    {
        var (sum, until) = (0.0, double.NegativeInfinity);
        foreach (var fact in facts.OrderBy(f => f.StartSec))
        {
            sum += Math.Max(0, fact.EndSec - Math.Max(until, fact.StartSec));
            until = Math.Max(until, fact.EndSec);
        }
        return sum;
    }
}
