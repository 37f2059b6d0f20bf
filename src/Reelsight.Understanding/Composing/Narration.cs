using System.Globalization;
using System.Text.RegularExpressions;
using Reelsight.Understanding.Facts;

namespace Reelsight.Understanding.Composing;

/// <summary>
/// Tells what is known of a timeline in sentences, each with its facts. What is doubtful is left out while anything is sure.
/// </summary>
internal static partial class Narration
{
    /// <summary>In view for this share of the time is "throughout".</summary>
    private const double Throughout = 0.85;

    /// <summary>More things of one label are told as a group.</summary>
    private const int MostStories = 4;

    /// <summary>More lines than this are told by their first and by frequent words.</summary>
    private const int MostLines = 3;
    private const int MostChanges = 8;

    /// <summary>What is in view this soon is there from the beginning.</summary>
    private const double Beginning = 1;

    /// <summary>All statements, in the order in which they are told, and how much each matters.</summary>
    public static List<(Claim Claim, double Weight)> Of(VideoTimeline timeline)
    {
        var told = new List<(Claim, double)>();
        var visible = timeline.OfKind(FactKind.Visible).Where(f => !f.IsDoubtful).ToList();
        told.AddRange(Looks(timeline));
        told.AddRange(InView(timeline, visible));
        told.AddRange(Stories(timeline, visible));
        told.AddRange(Spoken(timeline));
        told.AddRange(Written(timeline));
        if (timeline.Cuts().ToList() is { Count: > 0 } cuts)
        {
            var again = timeline.OfKind(FactKind.RepeatedScene).ToList();
            var repeated =
                again.Count == 0 ? ""
                : again.Count == 1
                    ? $"; {again[0].Text.Replace("the shot", $"the one {TimeText.Range(again[0])}", StringComparison.Ordinal)}"
                : $"; {Nouns.Number(again.Count)} of them look like earlier ones";
            told.Add((new Claim($"It consists of {Nouns.Number(cuts.Count + 1)} shots{repeated}.", [.. cuts, .. again]), 1));
        }
        if (told.Count == 0)
        {
            told.AddRange(Doubtful(timeline));
        }

        return told;
    }

    /// <summary>A sentence that says that nothing is known.</summary>
    public static Claim Nothing(VideoTimeline timeline) =>
        new(
            timeline.StartSec > 0 || timeline.EndSec < timeline.DurationSec
                ? $"Nothing was recognised {TimeText.Range(timeline.StartSec, timeline.EndSec)}: no everyday object, no speech and no writing."
                : "Nothing was recognised in this video: no everyday object, no speech and no writing.",
            []
        );

    private static IEnumerable<(Claim, double)> Looks(VideoTimeline timeline)
    {
        foreach (var group in timeline.OfKind(FactKind.LooksLike).Where(f => !f.IsDoubtful).GroupBy(f => f.Text))
        {
            var when =
                Covered(group) >= Throughout * (timeline.EndSec - timeline.StartSec)
                    ? "throughout"
                    : Nouns.Join([.. group.Take(MostChanges).Select(f => TimeText.Range(f))]);
            yield return (new Claim($"The picture looks most like “{group.Key}” {when}.", [.. group]), 4);
        }
    }

    private static IEnumerable<(Claim, double)> InView(VideoTimeline timeline, List<Fact> visible)
    {
        var steady = visible.GroupBy(f => f.Name!).Where(g => Covered(g) >= Throughout * (timeline.EndSec - timeline.StartSec)).ToList();
        if (steady.Count == 0)
        {
            yield break;
        }

        var counts = timeline.OfKind(FactKind.Count).ToList();
        var (stable, changing) = (new List<Tally>(), new List<string>());
        var facts = new List<Fact>();
        foreach (var group in steady)
        {
            var numbers = counts
                .SelectMany(c => c.Tallies.Where(t => t.Label == group.Key).Select(t => t.Count))
                .Distinct()
                .Order()
                .ToList();
            facts.AddRange(counts.Where(c => c.Tallies.Any(t => t.Label == group.Key)));
            if (numbers.Count <= 1)
            {
                stable.Add(new Tally(group.Key, numbers.Count == 1 ? numbers[0] : 1));
            }
            else
            {
                changing.Add($"between {Nouns.Number(numbers[0])} and {Nouns.Number(numbers[^1])} {Nouns.Plural(group.Key)}");
            }
        }
        List<string> parts = stable.Count > 0 ? [Nouns.Tallies(stable), .. changing] : changing;
        var verb = parts.Count == 1 && changing.Count == 0 && stable.Count == 1 && stable[0].Count == 1 ? "is" : "are";
        if (facts.Count == 0)
        {
            facts.AddRange(steady.SelectMany(g => g));
        }

        yield return (new Claim($"{Nouns.Capital(Nouns.Join(parts))} {verb} in view throughout.", [.. facts.Distinct()]), 10);
    }

    // Where a group is always in view and too large to tell each one's story, its number tells what happens.
    private static Claim? Changes(VideoTimeline timeline, string label)
    {
        var counts = timeline.OfKind(FactKind.Count).Select(c => (Fact: c, c.Tallies.FirstOrDefault(t => t.Label == label).Count)).ToList();
        var changes = counts.Where((c, i) => i == 0 || c.Count != counts[i - 1].Count).ToList();
        if (changes.Count < 2)
        {
            return null;
        }

        var told = changes.Take(MostChanges).Select(c => $"{Nouns.Number(c.Count)} from {TimeText.At(c.Fact.StartSec)}").ToList();
        var rest = changes.Count > MostChanges ? $", and changes {changes.Count - MostChanges} times more" : "";
        return new Claim($"The number of {Nouns.Plural(label)} is {Nouns.Join(told)}{rest}.", [.. changes.Select(c => c.Fact)]);
    }

    private static IEnumerable<(Claim, double)> Stories(VideoTimeline timeline, List<Fact> visible)
    {
        var length = timeline.EndSec - timeline.StartSec;
        var events = timeline
            .Facts.Where(f =>
                f.Kind is FactKind.Enters or FactKind.Leaves or FactKind.Appears or FactKind.Disappears or FactKind.Moves or FactKind.Stops
                && !f.IsDoubtful
            )
            .ToLookup(f => f.Thing);
        var stories = new List<(double At, Claim, double)>();
        foreach (var group in visible.GroupBy(f => f.Name!))
        {
            var isSteady = Covered(group) >= Throughout * length;
            var things = group.GroupBy(f => f.Thing).ToList();
            if (things.Count > MostStories)
            {
                var told = isSteady ? Changes(timeline, group.Key) : Grouped(timeline, group.Key, [.. group]);
                if (told is not null)
                {
                    stories.Add((group.Min(f => f.StartSec), told, 5));
                }

                continue;
            }
            // Of those that are there over the same stretch and do nothing, the number is told.
            foreach (
                var alike in things
                    .Select(t => t.First())
                    .GroupBy(f => events[f.Thing].Any() ? f.Thing.ToString(CultureInfo.InvariantCulture) : TimeText.Range(f))
            )
            {
                var first = alike.First();
                var told =
                    alike.Count() > 1
                        ? isSteady
                            ? null
                            : new Claim(
                                $"{Nouns.Capital(Nouns.Many(alike.Count(), group.Key))} are in view {TimeText.Range(first)}.",
                                [.. alike]
                            )
                        : Story(first, [.. events[first.Thing]], isSteady, isSteady && first.StartSec > timeline.StartSec + Beginning);
                if (told is not null)
                {
                    stories.Add((first.StartSec, told, (isSteady ? 3 : 6) + alike.Max(f => f.Confidence ?? 0)));
                }
            }
        }
        return stories.OrderBy(s => s.At).Select(s => (s.Item2, s.Item3));
    }

    /// <summary>
    /// What one thing does, in one sentence; null when there is nothing to tell but that it is there, and that is told already.
    /// </summary>
    public static Claim? Story(Fact thing, IReadOnlyList<Fact> events, bool presenceIsTold, bool isAnother = false)
    {
        var subject = isAnother ? Another(thing.Text) : Nouns.Capital(thing.Text);
        var parts = new List<string>();
        var facts = new List<Fact> { thing };
        foreach (var e in events.OrderBy(e => e.StartSec).ThenBy(e => e.Kind))
        {
            parts.Add(
                e.Kind switch
                {
                    FactKind.Enters => $"comes in {e.Direction} {TimeText.Range(e.StartSec, e.StartSec)}",
                    FactKind.Leaves => $"goes out {e.Direction} {TimeText.Range(e.EndSec, e.EndSec)}",
                    FactKind.Appears => $"comes into view {TimeText.Range(e.StartSec, e.StartSec)}",
                    FactKind.Disappears => $"is no longer seen after {TimeText.At(e.EndSec)}",
                    FactKind.Moves => e.Direction is null ? "moves" : $"moves {e.Direction}",
                    _ => $"stops {TimeText.Range(e.StartSec, e.StartSec)}",
                }
            );
            facts.Add(e);
        }
        if (parts.Count == 0)
        {
            return presenceIsTold ? null : new Claim($"{subject} is in view {TimeText.Range(thing)}.", facts);
        }

        if (parts is [var only] && events[0].Kind == FactKind.Moves)
        {
            parts[0] = $"{only} {TimeText.Range(events[0])}";
        }

        return new Claim($"{subject} {Nouns.Join(parts)}.", facts);
    }

    private static string Another(string phrase) =>
        Article().IsMatch(phrase) ? Article().Replace(phrase, "Another ") : Nouns.Capital(phrase);

    [GeneratedRegex("^an? ")]
    private static partial Regex Article();

    private static Claim Grouped(VideoTimeline timeline, string label, List<Fact> facts)
    {
        var counts = timeline.OfKind(FactKind.Count).Where(c => c.Tallies.Any(t => t.Label == label)).ToList();
        var most = counts.Count == 0 ? 1 : counts.Max(c => c.Tallies.First(t => t.Label == label).Count);
        var text =
            $"{Nouns.Capital(Nouns.Plural(label))} are in view again and again between {TimeText.At(facts.Min(f => f.StartSec))} and {TimeText.At(facts.Max(f => f.EndSec))}, at most {Nouns.Number(most)} at once.";
        return new Claim(text, [.. facts, .. counts]);
    }

    private static IEnumerable<(Claim, double)> Spoken(VideoTimeline timeline)
    {
        var lines = timeline.OfKind(FactKind.Speech).ToList();
        if (lines.Count == 0)
        {
            yield break;
        }

        var sure = lines.Where(l => !l.IsDoubtful).ToList();
        if (sure.Count == 0)
        {
            yield return (new Claim($"Somebody speaks {TimeText.Range(lines[0])}; possibly “{lines[0].Text}”.", [lines[0]]), 4);
            yield break;
        }
        if (sure.Count <= MostLines)
        {
            foreach (var line in sure)
            {
                yield return (new Claim($"Somebody says {TimeText.Range(line.StartSec, line.StartSec)}: “{line.Text}”", [line]), 6);
            }

            yield break;
        }
        yield return (
            new Claim(
                $"There is speech between {TimeText.At(sure[0].StartSec)} and {TimeText.At(sure[^1].EndSec)}, beginning with “{sure[0].Text}”",
                sure
            ),
            8
        );
        if (Keywords.Of(sure).Take(5).ToList() is { Count: >= 2 } words)
        {
            yield return (
                new Claim(
                    $"Words that come up often in it are {Nouns.Join([.. words.Select(w => $"“{w.Word}”")])}.",
                    [.. words.SelectMany(w => w.Facts).Distinct()]
                ),
                6
            );
        }
    }

    private static IEnumerable<(Claim, double)> Written(VideoTimeline timeline)
    {
        var lines = Keywords.Largest(timeline.OfKind(FactKind.OnScreenText).Where(f => !f.IsDoubtful)).Take(MostLines).ToList();
        if (lines.Count > 0)
        {
            yield return (new Claim($"On screen it reads {Nouns.Join([.. lines.Select(l => $"“{l.Text}”")])}.", lines), 5);
        }
    }

    private static IEnumerable<(Claim, double)> Doubtful(VideoTimeline timeline)
    {
        foreach (var thing in timeline.OfKind(FactKind.Visible).OrderByDescending(f => f.Confidence).Take(2))
        {
            yield return (new Claim($"Possibly {thing.Text} is in view {TimeText.Range(thing)}; the detector is not sure.", [thing]), 1);
        }
    }

    /// <summary>Seconds in which any of the facts holds.</summary>
    internal static double Covered(IEnumerable<Fact> facts)
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
