using Reelsight.Analysis.Facts;

namespace Reelsight.Analysis.Answers;

/// <summary>Selects highlights: rare objects that appear, move or disappear, and clear speech.</summary>
internal static class HighlightSelector
{
    private const int MaxHighlights = 5;
    private const double MovingBonus = 1.3;
    private const double SpeechWeight = 0.7;

    /// <summary>The highlights, in order of time; empty when nothing stands out.</summary>
    public static List<Highlight> Select(VideoTimeline timeline)
    {
        var length = Math.Max(timeline.EndSec - timeline.StartSec, 0.001);
        var events = timeline
            .Facts.Where(f =>
                f.Kind is FactKind.Enters or FactKind.Leaves or FactKind.Appears or FactKind.Disappears or FactKind.Moves or FactKind.Stops
            )
            .ToLookup(f => f.ObjectNumber);
        var candidates = timeline
            .GetFacts(FactKind.Visible)
            .Where(f => !f.IsDoubtful && events[f.ObjectNumber].Any())
            .Select(f =>
                (
                    Fact: f,
                    Worth: (f.Confidence ?? 0.5)
                        * (1.05 - f.LengthSec / length)
                        * (events[f.ObjectNumber].Any(e => e.Kind == FactKind.Moves) ? MovingBonus : 1)
                )
            )
            .Concat(
                timeline
                    .GetFacts(FactKind.Speech)
                    .Where(f => !f.IsDoubtful)
                    .Select(f => (Fact: f, Worth: SpeechWeight * (f.Confidence ?? 0.5)))
            )
            .OrderByDescending(c => c.Worth)
            .ThenBy(c => c.Fact.StartSec);
        var picked = new List<Fact>();
        foreach (var (fact, _) in candidates)
        {
            if (picked.Count == MaxHighlights)
            {
                break;
            }

            if (
                !picked.Exists(p =>
                    Math.Min(p.EndSec, fact.EndSec) - Math.Max(p.StartSec, fact.StartSec) > 0.5 * Math.Min(p.LengthSec, fact.LengthSec)
                )
            )
            {
                picked.Add(fact);
            }
        }
        return
        [
            .. picked
                .OrderBy(f => f.StartSec)
                .Select(fact =>
                {
                    if (fact.Kind == FactKind.Speech)
                    {
                        var said = new Claim(
                            $"Somebody says {TimeFormatter.FormatRange(fact.StartSec, fact.StartSec)}: “{fact.Text}”",
                            [fact]
                        );
                        return new Highlight(fact.StartSec, fact.EndSec, $"“{fact.Text}”", said.Text, [said]);
                    }
                    var own = events[fact.ObjectNumber].ToList();
                    var story = NarrativeBuilder.BuildObjectClaim(fact, own, presenceIsTold: false)!;
                    var main = own.OrderBy(e => e.Kind is FactKind.Moves ? 0 : 1).ThenBy(e => e.StartSec).First();
                    return new Highlight(fact.StartSec, fact.EndSec, NounPhrases.Capitalize(main.Text), story.Text, [story]);
                }),
        ];
    }
}
