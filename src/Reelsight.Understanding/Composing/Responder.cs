using Reelsight.Understanding.Facts;
using Reelsight.Understanding.Finding;
using Reelsight.Understanding.Reading;

namespace Reelsight.Understanding.Composing;

/// <summary>Answers one thing that a prompt asks, from the facts of a timeline.</summary>
internal sealed class Responder(EvidenceFinder finder, CancellationToken ct = default)
{
    private const int MostTimes = 12;
    private const int MostQuotes = 40;

    /// <summary>The statements that answer; never empty.</summary>
    public List<Claim> Answer(VideoTimeline timeline, Ask ask, int? mostSentences)
    {
        ct.ThrowIfCancellationRequested();
        return Claims(timeline, ask, mostSentences);
    }

    private List<Claim> Claims(VideoTimeline timeline, Ask ask, int? mostSentences) =>
        ask.Kind switch
        {
            AskKind.Title => [Titles.Of(timeline)],
            AskKind.Topics => OrNothing(Titles.Topics(timeline), timeline),
            AskKind.Hashtags => OrNothing(Titles.Hashtags(timeline), timeline),
            AskKind.Chapters =>
            [
                .. Chapters
                    .Of(timeline)
                    .Select(c => new Claim(
                        $"{TimeText.At(c.StartSec)}–{TimeText.At(c.EndSec)} {(c.Claims.Any(claim => claim.Facts.Count > 0) ? $"{c.Title}. " : "")}{c.Summary}",
                        [.. c.Claims.SelectMany(claim => claim.Facts).Distinct()]
                    )),
            ],
            AskKind.Highlights => OrSay(
                [.. Highlights.Of(timeline).SelectMany(h => h.Claims)],
                "No moment stands out: nothing was seen to come, go or move, and nothing was said clearly."
            ),
            AskKind.Objects => Objects(timeline, ask.Sought),
            AskKind.Count => Count(timeline, ask.Sought),
            AskKind.Presence => [Presence(timeline, ask.Sought)],
            AskKind.When => [When(timeline, ask.Sought)],
            AskKind.Colour => Colours(timeline, ask.Sought),
            AskKind.Position => Positions(timeline, ask.Sought),
            AskKind.Speech => Speech(timeline, ask.Sought),
            AskKind.Writing => Writing(timeline),
            AskKind.Shots => [Shots(timeline)],
            AskKind.Duration => [new Claim($"The video is {TimeText.Length(timeline.DurationSec)} long.", [])],
            AskKind.Details => Details(timeline, ask.Sought),
            AskKind.Unknowable when ask.Unknowable == AskPatterns.Places && Looks(timeline) is { } looks => [looks],
            AskKind.Unknowable =>
            [
                new Claim($"This cannot be told: only everyday objects, speech and writing are recognised here, not {ask.Unknowable}.", []),
            ],
            _ => ask.Sought.Things.Count > 0
                ? Details(timeline, ask.Sought)
                : Summaries.Claims(timeline, mostSentences ?? Summaries.UsualSentences),
        };

    private static Claim? Looks(VideoTimeline timeline)
    {
        var looks = timeline.OfKind(FactKind.LooksLike).Where(f => !f.IsDoubtful).ToList();
        return looks.Count == 0
            ? null
            : new Claim(
                $"The picture looks most like {Nouns.Join([.. looks.Take(MostTimes).Select(f => $"“{f.Text}” {TimeText.Range(f)}")])}; which place it is cannot be told.",
                looks
            );
    }

    private static List<Claim> OrNothing(List<Claim> claims, VideoTimeline timeline) =>
        claims.Count > 0 ? claims : [Narration.Nothing(timeline)];

    private static List<Claim> OrSay(List<Claim> claims, string otherwise) => claims.Count > 0 ? claims : [new Claim(otherwise, [])];

    private static List<Claim> Objects(VideoTimeline timeline, SoughtReading asked)
    {
        var visible = timeline
            .OfKind(FactKind.Visible)
            .Where(f => asked.Things.Count == 0 || asked.Things.Any(t => t.Has(f.Label)))
            .ToList();
        var shown = visible.Exists(f => !f.IsDoubtful) ? visible.Where(f => !f.IsDoubtful) : visible;
        var claims = shown
            .GroupBy(f => f.Name!)
            .OrderByDescending(Narration.Covered)
            .Select(group =>
            {
                var (most, facts) = EvidenceFinder.MostAtOnce(group);
                var name = Nouns.Capital(most > 1 ? $"{Nouns.Plural(group.Key)}, up to {Nouns.Number(most)} at once" : group.First().Text);
                return new Claim(
                    $"{name}: {Times([.. Merge(group)])}{(group.All(f => f.IsDoubtful) ? ", not for certain" : "")}.",
                    [.. group, .. facts.Except(group)]
                );
            })
            .ToList();
        return OrSay(
            claims,
            asked.Things.Count > 0
                ? $"{Nouns.Capital(Nouns.Join([.. asked.Things.Select(No)]))} {(asked.Things.All(IsOne) ? "was" : "were")} recognised."
                : "No everyday object was recognised."
        );
    }

    private static List<Claim> Count(VideoTimeline timeline, SoughtReading asked)
    {
        if (asked.Things.Count == 0)
        {
            return [NotKnown(asked)];
        }

        return
        [
            .. asked.Things.Select(thing =>
            {
                var (most, facts) = EvidenceFinder.MostAtOnce(timeline, thing);
                var possible = EvidenceFinder.MostAtOnce(timeline, thing, withDoubtful: true);
                var possibly =
                    possible.Count > most
                        ? $"; possibly {Nouns.Number(possible.Count)} {TimeText.Range(possible.Facts.Max(f => f.StartSec), possible.Facts.Min(f => f.EndSec))}"
                        : "";
                if (most == 0 && possible.Count > 0)
                {
                    return new Claim($"None for certain{possibly}.", possible.Facts);
                }
                if (most == 0)
                {
                    return new Claim($"{Nouns.Capital(No(thing))} {(IsOne(thing) ? "was" : "were")} recognised.", []);
                }
                var all = EvidenceFinder.Visible(timeline, thing).Where(f => !f.IsDoubtful).ToList();
                var things = all.Select(f => f.Thing).Distinct().Count();
                var start = facts.Max(f => f.StartSec);
                var noun =
                    thing.Labels.Count == 1
                        ? most == 1
                            ? thing.Labels[0]
                            : Nouns.Plural(thing.Labels[0])
                        : $"({thing.Phrase})";
                var text = $"At most {Nouns.Number(most)} {noun} at once, {TimeText.Range(start, facts.Min(f => f.EndSec))}{possibly}";
                return new Claim(
                    things > most ? $"{text}; in all, {Nouns.Number(things)} appearances are told apart." : $"{text}.",
                    [.. facts, .. all.Except(facts), .. possibly.Length > 0 ? possible.Facts.Except(all) : []]
                );
            }),
        ];
    }

    private Claim Presence(VideoTimeline timeline, SoughtReading asked)
    {
        var found = finder.Find(timeline, asked);
        return found.Count == 0
            ? NotFound(asked)
            : new Claim($"{(IsDoubtful(found) ? "Possibly" : "Yes")}: {Times(found)}{Unanswered(asked, found)}.", FactsOf(found));
    }

    private Claim When(VideoTimeline timeline, SoughtReading asked)
    {
        var found = finder.Find(timeline, asked);
        return found.Count == 0
            ? NotFound(asked)
            : new Claim(
                $"{(IsDoubtful(found) ? $"Possibly {Times(found)}" : Nouns.Capital(Times(found)))}{Unanswered(asked, found)}.",
                FactsOf(found)
            );
    }

    private static bool IsDoubtful(List<Found> found) =>
        found.TrueForAll(f => f.Confidence < Fact.SureConfidence || f.Facts.All(fact => fact.IsDoubtful));

    private static List<Claim> Colours(VideoTimeline timeline, SoughtReading asked) =>
        [
            .. asked.Things.Select(thing =>
            {
                var all = EvidenceFinder.Visible(timeline, thing with { Colours = [] }).ToList();
                var coloured = all.Where(f => f.Colours.Count > 0).ToList();
                var seen = (coloured.Exists(f => !f.IsDoubtful) ? coloured.Where(f => !f.IsDoubtful) : coloured).Take(MostTimes).ToList();
                if (seen.Count > 0)
                {
                    return new Claim(
                        $"{Nouns.Capital(Nouns.Join([.. seen.Select(f => $"{f.Colours[0]}{(f.IsDoubtful ? ", not for certain," : "")} {TimeText.Range(f)}")]))}.",
                        seen
                    );
                }
                return all.Count > 0
                    ? new Claim($"The colour cannot be told: none covers enough of it ({TimeText.Range(all[0])}).", all)
                    : new Claim($"{Nouns.Capital(No(thing))} {(IsOne(thing) ? "was" : "were")} recognised.", []);
            }),
        ];

    private static List<Claim> Positions(VideoTimeline timeline, SoughtReading asked) =>
        [
            .. asked.Things.Select(thing =>
            {
                var seen = EvidenceFinder.Visible(timeline, thing).Where(f => f.Sightings.Count > 0).Take(MostTimes).ToList();
                return seen.Count == 0
                    ? new Claim($"{Nouns.Capital(No(thing))} {(IsOne(thing) ? "was" : "were")} recognised.", [])
                    : new Claim($"{Nouns.Capital(Nouns.Join([.. seen.Select(f => $"{Place(f)} ({TimeText.Range(f)})")]))}.", seen);
            }),
        ];

    private List<Claim> Speech(VideoTimeline timeline, SoughtReading asked)
    {
        var aboutSpeech = asked with { Doings = [Doing.Speaks] };
        var lines = finder.Lines(timeline, aboutSpeech).ToList();
        var claims = lines
            .Take(MostQuotes)
            .Select(l => new Claim($"{TimeText.At(l.StartSec)} “{l.Text}”{(l.IsDoubtful ? " (not clearly heard)" : "")}", [l]))
            .ToList();
        if (lines.Count > MostQuotes)
        {
            claims.Add(
                new Claim($"{lines.Count - MostQuotes} more phrases follow until {TimeText.At(lines[^1].EndSec)}.", lines[MostQuotes..])
            );
        }

        if (claims.Count > 0)
        {
            return claims;
        }

        return
        [
            new Claim(
                timeline.OfKind(FactKind.Speech).Any() ? "Nothing of the kind is said."
                    : timeline.HasSound ? "No speech was recognised."
                    : "There is no sound to be heard.",
                []
            ),
        ];
    }

    private static List<Claim> Writing(VideoTimeline timeline)
    {
        var lines = timeline.OfKind(FactKind.OnScreenText).Where(f => !f.IsDoubtful).DistinctBy(f => f.Text).Take(MostQuotes).ToList();
        return OrSay(
            [.. lines.Select(l => new Claim($"“{l.Text}” ({TimeText.Range(l)})", [l]))],
            "No writing was recognised in the picture."
        );
    }

    private static Claim Shots(VideoTimeline timeline)
    {
        var cuts = timeline.Cuts().ToList();
        return cuts.Count == 0
            ? new Claim("It is one shot: no cut was found.", [])
            : new Claim(
                $"{Nouns.Capital(Nouns.Number(cuts.Count + 1))} shots; the picture changes at {Nouns.Join([.. cuts.Take(MostTimes).Select(c => TimeText.At(c.StartSec))])}{(cuts.Count > MostTimes ? " and later" : "")}.",
                cuts
            );
    }

    private List<Claim> Details(VideoTimeline timeline, SoughtReading asked)
    {
        if (asked.IsAboutWords || asked.Things.Count == 0)
        {
            var found = finder.Find(timeline, asked);
            return found.Count == 0
                ? [NotFound(asked)]
                : [new Claim($"{Nouns.Capital(Times(found))}{Unanswered(asked, found)}.", FactsOf(found))];
        }
        var things = asked.Things.SelectMany(t => EvidenceFinder.Visible(timeline, t)).Distinct().OrderBy(f => f.StartSec).ToList();
        if (things.Count == 0)
        {
            return [NotFound(asked)];
        }

        var names = things.Select(f => f.Name).ToHashSet();
        var ids = things.Select(f => f.Thing).ToHashSet();
        // The same tale as of the whole video, of these things alone.
        return Summaries.Claims(
            timeline with
            {
                Facts =
                [
                    .. timeline
                        .Facts.Where(f =>
                            f.Thing >= 0 && ids.Contains(f.Thing) || f.Kind == FactKind.Count && f.Tallies.Any(t => names.Contains(t.Label))
                        )
                        .Select(f =>
                            f.Kind == FactKind.Count ? f with { Tallies = [.. f.Tallies.Where(t => names.Contains(t.Label))] } : f
                        ),
                ],
            },
            MostTimes
        );
    }

    private static List<Fact> FactsOf(List<Found> found) => [.. found.SelectMany(f => f.Facts).Distinct()];

    private static string Times(List<Found> found) =>
        Nouns.Join([.. found.Take(MostTimes).Select(f => TimeText.Range(f.StartSec, f.EndSec))])
        + (found.Count > MostTimes ? $" and {found.Count - MostTimes} times more" : "");

    // "no red car", "nobody".
    private static string No(Sought thing) =>
        thing.Phrase is "someone" or "somebody" or "anyone" or "anybody" or "everyone" or "people" ? "nobody"
        : thing.Colours.Count == 1 ? $"no {thing.Colours[0]} {thing.Phrase}"
        : $"no {thing.Phrase}";

    private static bool IsOne(Sought thing) => No(thing) == "nobody" || !thing.Phrase.EndsWith('s');

    private static IEnumerable<Found> Merge(IEnumerable<Fact> facts)
    {
        Found? open = null;
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

            open = new Found(fact.StartSec, fact.EndSec, [fact], 1);
        }
        if (open is not null)
        {
            yield return open;
        }
    }

    // What of the question the evidence did not answer is said, so that nobody takes the rest for all.
    private static string Unanswered(SoughtReading asked, List<Found> found)
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
        return open.Count == 0 ? "" : $"; whether {Nouns.Join([.. open.Select(w => $"“{w}”")])} holds cannot be told";
    }

    private static Claim NotFound(SoughtReading asked)
    {
        if (asked.Words.Count > 0 && asked.Things.Count == 0 && asked.Doings.Count == 0)
        {
            return NotKnown(asked);
        }

        var what =
            asked.Things.Count > 0 ? $"{Nouns.Join([.. asked.Things.Select(No)], "and")}{(asked.Doings.Count > 0 ? " doing that" : "")}"
            : asked.IsAboutWords ? "nothing of the kind"
            : "no such thing";
        var verb = asked.Things.Count == 0 || asked.Things is [var one] && IsOne(one) ? "was" : "were";
        return new Claim($"Not as far as can be told: {what} {verb} recognised.", []);
    }

    private static Claim NotKnown(SoughtReading asked) =>
        new(
            asked.Words.Count == 0
                ? "This cannot be told from what was recognised."
                : $"This cannot be told: {Nouns.Join([.. asked.Words.Select(w => $"“{w.Word}”")])} {(asked.Words.Count == 1 ? "was" : "were")} not recognised in the picture, and neither said nor written.",
            []
        );

    private static string Place(Fact fact)
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
