using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Matching;
using Reelsight.Analysis.Prompts;

namespace Reelsight.Analysis.Answers;

/// <summary>Answers one intent of a prompt from the facts of a timeline.</summary>
internal sealed partial class IntentResponder(TimelineMatcher finder, CancellationToken ct = default)
{
    private const int MaxTimes = 12;
    private const int MaxQuotes = 40;

    /// <summary>The statements that answer; never empty.</summary>
    public List<Claim> Answer(VideoTimeline timeline, PromptIntent intent, int? maxSentences)
    {
        ct.ThrowIfCancellationRequested();
        return AnswerByKind(timeline, intent, maxSentences);
    }

    private List<Claim> AnswerByKind(VideoTimeline timeline, PromptIntent intent, int? maxSentences) =>
        intent.Kind switch
        {
            IntentKind.Title => [TitleBuilder.BuildTitle(timeline)],
            IntentKind.Topics => OrNothingRecognised(TitleBuilder.BuildTopics(timeline), timeline),
            IntentKind.Hashtags => OrNothingRecognised(TitleBuilder.BuildHashtags(timeline), timeline),
            IntentKind.Chapters =>
            [
                .. ChapterBuilder
                    .Build(timeline)
                    .Select(c => new Claim(
                        $"{TimeFormatter.FormatTime(c.StartSec)}–{TimeFormatter.FormatTime(c.EndSec)} "
                            + $"{(c.Claims.Any(claim => claim.Facts.Count > 0) ? $"{c.Title}. " : "")}{c.Summary}",
                        [.. c.Claims.SelectMany(claim => claim.Facts).Distinct()]
                    )),
            ],
            IntentKind.Highlights => OrStatement(
                [.. HighlightSelector.Select(timeline).SelectMany(h => h.Claims)],
                "No moment stands out: nothing was seen to come, go or move, and nothing was said clearly."
            ),
            IntentKind.Objects => AnswerObjects(timeline, intent.Query),
            IntentKind.Count => AnswerCount(timeline, intent.Query),
            IntentKind.Presence => [AnswerPresence(timeline, intent.Query)],
            IntentKind.When => [AnswerWhen(timeline, intent.Query)],
            IntentKind.Colour => AnswerColours(timeline, intent.Query),
            IntentKind.Position => AnswerPositions(timeline, intent.Query),
            IntentKind.Speech => AnswerSpeech(timeline, intent.Query),
            IntentKind.OnScreenText => AnswerOnScreenText(timeline),
            IntentKind.Shots => [AnswerShots(timeline)],
            IntentKind.Duration => [new Claim($"The video is {TimeFormatter.FormatDuration(timeline.DurationSec)} long.", [])],
            IntentKind.Details => AnswerDetails(timeline, intent.Query),
            IntentKind.Unanswerable when intent.Unanswerable == IntentPatterns.PlacesOrSettings && AnswerPlace(timeline) is { } looks =>
            [
                looks,
            ],
            IntentKind.Unanswerable =>
            [
                new Claim(
                    $"This cannot be told: only everyday objects, speech and writing are recognised here, not {intent.Unanswerable}.",
                    []
                ),
            ],
            _ => intent.Query.Objects.Count > 0
                ? AnswerDetails(timeline, intent.Query)
                : SummaryBuilder.BuildClaims(timeline, maxSentences ?? SummaryBuilder.DefaultSentences),
        };

    private static Claim? AnswerPlace(VideoTimeline timeline)
    {
        var looks = timeline.GetFacts(FactKind.LooksLike).Where(f => !f.IsDoubtful).ToList();
        return looks.Count == 0
            ? null
            : new Claim(
                $"The picture looks most like "
                    + $"{NounPhrases.Join([.. looks.Take(MaxTimes).Select(f => $"“{f.Text}” {TimeFormatter.FormatRange(f)}")])}; which "
                    + $"place it is cannot be told.",
                looks
            );
    }

    private static List<Claim> OrNothingRecognised(List<Claim> claims, VideoTimeline timeline) =>
        claims.Count > 0 ? claims : [NarrativeBuilder.CreateNothingRecognisedClaim(timeline)];

    private static List<Claim> OrStatement(List<Claim> claims, string fallback) => claims.Count > 0 ? claims : [new Claim(fallback, [])];

    private static List<Claim> AnswerObjects(VideoTimeline timeline, EvidenceQuery asked)
    {
        var visible = timeline
            .GetFacts(FactKind.Visible)
            .Where(f => asked.Objects.Count == 0 || asked.Objects.Any(t => t.Matches(f.Label)))
            .ToList();
        var shown = visible.Exists(f => !f.IsDoubtful) ? visible.Where(f => !f.IsDoubtful) : visible;
        var claims = shown
            .GroupBy(f => f.Name!)
            .OrderByDescending(NarrativeBuilder.MeasureCoverage)
            .Select(group =>
            {
                var (most, facts) = TimelineMatcher.CountConcurrent(group);
                var name = NounPhrases.Capitalize(
                    most > 1 ? $"{NounPhrases.Plural(group.Key)}, up to {NounPhrases.NumberWord(most)} at once" : group.First().Text
                );
                return new Claim(
                    $"{name}: {FormatTimes([.. MergeIntervals(group)])}{(group.All(f => f.IsDoubtful) ? ", not for certain" : "")}.",
                    [.. group, .. facts.Except(group)]
                );
            })
            .Concat(CreateOpenClaims(asked, visible))
            .ToList();
        return OrStatement(
            claims,
            asked.Objects.Count > 0
                ? $"{NounPhrases.Capitalize(NounPhrases.Join([.. asked.Objects.Select(FormatNone)]))} "
                    + $"{(asked.Objects.All(IsSingular) ? "was" : "were")} recognised."
                : "No everyday object was recognised."
        );
    }

    private static List<Claim> AnswerCount(VideoTimeline timeline, EvidenceQuery asked)
    {
        if (asked.Objects.Count == 0)
        {
            return [CreateUnknownClaim(asked)];
        }

        return
        [
            .. asked.Objects.Select(thing =>
            {
                var (most, facts) = TimelineMatcher.CountConcurrent(timeline, thing);
                var possible = TimelineMatcher.CountConcurrent(timeline, thing, withDoubtful: true);
                if (thing.IsNarrower && possible.Count > 0)
                {
                    return new Claim(
                        $"{NounPhrases.Capitalize(NounPhrases.WithCount(possible.Count, thing.Labels[0]))} at most at once, "
                            + $"{TimeFormatter.FormatRange(possible.Facts.Max(f => f.StartSec), possible.Facts.Min(f => f.EndSec))}; "
                            + $"{OpenWording.Format(thing)}.",
                        possible.Facts
                    );
                }

                var possibly =
                    possible.Count > most
                        ? $"; possibly {NounPhrases.NumberWord(possible.Count)} "
                            + $"{TimeFormatter.FormatRange(possible.Facts.Max(f => f.StartSec), possible.Facts.Min(f => f.EndSec))}"
                        : "";
                if (most == 0 && possible.Count > 0)
                {
                    return new Claim($"None for certain{possibly}.", possible.Facts);
                }
                if (most == 0)
                {
                    return new Claim($"{NounPhrases.Capitalize(FormatNone(thing))} {(IsSingular(thing) ? "was" : "were")} recognised.", []);
                }
                var all = TimelineMatcher.FindVisible(timeline, thing).Where(f => !f.IsDoubtful).ToList();
                var things = all.Select(f => f.ObjectNumber).Distinct().Count();
                var start = facts.Max(f => f.StartSec);
                var noun =
                    thing.Labels.Count == 1
                        ? most == 1
                            ? thing.Labels[0]
                            : NounPhrases.Plural(thing.Labels[0])
                        : $"({thing.Phrase})";
                var text =
                    $"At most {NounPhrases.NumberWord(most)} {noun} at once, "
                    + $"{TimeFormatter.FormatRange(start, facts.Min(f => f.EndSec))}{possibly}";
                return new Claim(
                    things > most ? $"{text}; in all, {NounPhrases.NumberWord(things)} appearances are told apart." : $"{text}.",
                    [.. facts, .. all.Except(facts), .. possibly.Length > 0 ? possible.Facts.Except(all) : []]
                );
            }),
        ];
    }

    private Claim AnswerPresence(VideoTimeline timeline, EvidenceQuery asked)
    {
        var found = finder.Find(timeline, asked);
        if (found.Count == 0)
        {
            return CreateNotFoundClaim(asked);
        }

        var open = FormatUnanswered(asked, found);
        var answer = IsDoubtful(found) || open.Length > 0 ? "Possibly" : "Yes";
        return new Claim($"{answer}: {FormatTimes(found)}{open}.", CollectFacts(found));
    }

    private Claim AnswerWhen(VideoTimeline timeline, EvidenceQuery asked)
    {
        var found = finder.Find(timeline, asked);
        return found.Count == 0
            ? CreateNotFoundClaim(asked)
            : new Claim(
                $"{(IsDoubtful(found) ? $"Possibly {FormatTimes(found)}" : NounPhrases.Capitalize(FormatTimes(found)))}"
                    + $"{FormatUnanswered(asked, found)}.",
                CollectFacts(found)
            );
    }

    private static bool IsDoubtful(List<MatchedInterval> found) =>
        found.TrueForAll(f => !f.IsCertain || f.Facts.All(fact => fact.IsDoubtful));

    private static List<Claim> AnswerColours(VideoTimeline timeline, EvidenceQuery asked) =>
        [
            .. asked.Objects.Select(thing =>
            {
                var all = TimelineMatcher.FindVisible(timeline, thing with { Colours = [] }).ToList();
                var coloured = all.Where(f => f.Colours.Count > 0).ToList();
                var seen = (coloured.Exists(f => !f.IsDoubtful) ? coloured.Where(f => !f.IsDoubtful) : coloured).Take(MaxTimes).ToList();
                if (seen.Count > 0)
                {
                    var colours = seen.Select(f =>
                        $"{f.Colours[0]}{(f.IsDoubtful ? ", not for certain," : "")} {TimeFormatter.FormatRange(f)}"
                    );
                    return new Claim($"{NounPhrases.Capitalize(NounPhrases.Join([.. colours]))}{FormatOpenClause(thing)}.", seen);
                }
                return all.Count > 0
                    ? new Claim(
                        $"The colour cannot be told: none covers enough of it ({TimeFormatter.FormatRange(all[0])})"
                            + $"{FormatOpenClause(thing)}.",
                        all
                    )
                    : new Claim($"{NounPhrases.Capitalize(FormatNone(thing))} {(IsSingular(thing) ? "was" : "were")} recognised.", []);
            }),
        ];

    private static List<Claim> AnswerPositions(VideoTimeline timeline, EvidenceQuery asked) =>
        [
            .. asked.Objects.Select(thing =>
            {
                var seen = TimelineMatcher.FindVisible(timeline, thing).Where(f => f.Sightings.Count > 0).Take(MaxTimes).ToList();
                var positions = seen.Select(f => $"{FormatPosition(f)} ({TimeFormatter.FormatRange(f)})");
                return seen.Count == 0
                    ? new Claim($"{NounPhrases.Capitalize(FormatNone(thing))} {(IsSingular(thing) ? "was" : "were")} recognised.", [])
                    : new Claim($"{NounPhrases.Capitalize(NounPhrases.Join([.. positions]))}{FormatOpenClause(thing)}.", seen);
            }),
        ];

    private List<Claim> AnswerSpeech(VideoTimeline timeline, EvidenceQuery asked)
    {
        var aboutSpeech = asked with { Actions = [QueryAction.Speech] };
        var lines = finder.FindLines(timeline, aboutSpeech).ToList();
        var claims = lines
            .Take(MaxQuotes)
            .Select(l => new Claim($"{TimeFormatter.FormatTime(l.StartSec)} “{l.Text}”{(l.IsDoubtful ? " (not clearly heard)" : "")}", [l]))
            .ToList();
        if (lines.Count > MaxQuotes)
        {
            claims.Add(
                new Claim(
                    $"{lines.Count - MaxQuotes} more phrases follow until {TimeFormatter.FormatTime(lines[^1].EndSec)}.",
                    lines[MaxQuotes..]
                )
            );
        }

        if (claims.Count > 0)
        {
            return claims;
        }

        return
        [
            new Claim(
                timeline.GetFacts(FactKind.Speech).Any() ? "Nothing of the kind is said."
                    : timeline.HasAudio ? "No speech was recognised."
                    : "There is no sound to be heard.",
                []
            ),
        ];
    }

    private static List<Claim> AnswerOnScreenText(VideoTimeline timeline)
    {
        var lines = timeline.GetFacts(FactKind.OnScreenText).Where(f => !f.IsDoubtful).DistinctBy(f => f.Text).Take(MaxQuotes).ToList();
        return OrStatement(
            [.. lines.Select(l => new Claim($"“{l.Text}” ({TimeFormatter.FormatRange(l)})", [l]))],
            "No writing was recognised in the picture."
        );
    }

    private static Claim AnswerShots(VideoTimeline timeline)
    {
        var cuts = timeline.GetCuts().ToList();
        return cuts.Count == 0
            ? new Claim("It is one shot: no cut was found.", [])
            : new Claim(
                $"{NounPhrases.Capitalize(NounPhrases.NumberWord(cuts.Count + 1))} shots; the picture changes at "
                    + $"{NounPhrases.Join([.. cuts.Take(MaxTimes).Select(c => TimeFormatter.FormatTime(c.StartSec))])}"
                    + $"{(cuts.Count > MaxTimes ? " and later" : "")}.",
                cuts
            );
    }

    private List<Claim> AnswerDetails(VideoTimeline timeline, EvidenceQuery asked)
    {
        if (asked.IsAboutText || asked.Objects.Count == 0)
        {
            var found = finder.Find(timeline, asked);
            return found.Count == 0
                ? [CreateNotFoundClaim(asked)]
                : [new Claim($"{NounPhrases.Capitalize(FormatTimes(found))}{FormatUnanswered(asked, found)}.", CollectFacts(found))];
        }
        var things = asked.Objects.SelectMany(t => TimelineMatcher.FindVisible(timeline, t)).Distinct().OrderBy(f => f.StartSec).ToList();
        if (things.Count == 0)
        {
            return [CreateNotFoundClaim(asked)];
        }

        var names = things.Select(f => f.Name).ToHashSet();
        var ids = things.Select(f => f.ObjectNumber).ToHashSet();
        // The same tale as of the whole video, of these things alone.
        var claims = SummaryBuilder.BuildClaims(
            timeline with
            {
                Facts =
                [
                    .. timeline
                        .Facts.Where(f =>
                            f.ObjectNumber >= 0 && ids.Contains(f.ObjectNumber)
                            || f.Kind == FactKind.Count && f.ObjectCounts.Any(t => names.Contains(t.Label))
                        )
                        .Select(f =>
                            f.Kind == FactKind.Count ? f with { ObjectCounts = [.. f.ObjectCounts.Where(t => names.Contains(t.Label))] } : f
                        ),
                ],
            },
            MaxTimes
        );
        return [.. CreateOpenClaims(asked, things), .. claims];
    }
}
