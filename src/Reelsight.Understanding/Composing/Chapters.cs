using Reelsight.Understanding.Facts;

namespace Reelsight.Understanding.Composing;

/// <summary>Cuts a timeline into chapters, where shots change, what is in view changes, or speech pauses.</summary>
internal static class Chapters
{
    private const double ShortestSec = 4;
    private const int Most = 12;
    private const double PauseSec = 2;
    private const int SummarySentences = 3;

    /// <summary>The chapters: at least one, without gaps, in order.</summary>
    public static List<Chapter> Of(VideoTimeline timeline) =>
        [
            .. Ranges(timeline)
                .Select(
                    (range, i) =>
                    {
                        var within = timeline.Within(range.StartSec, range.EndSec);
                        var title = Titles.Of(within);
                        var summary = Summaries.Of(within, SummarySentences);
                        return new Chapter(i + 1, range.StartSec, range.EndSec, title.Text, summary.Text, [title, .. summary.Claims]);
                    }
                ),
        ];

    /// <summary>The ranges alone.</summary>
    public static List<Scene> Ranges(VideoTimeline timeline)
    {
        var shortest = Math.Max(ShortestSec, (timeline.EndSec - timeline.StartSec) / Most);
        // The strongest edges first, each with room on both sides.
        List<double> edges = [timeline.StartSec, timeline.EndSec];
        foreach (var at in Candidates(timeline).OrderByDescending(c => c.Strength).ThenBy(c => c.AtSec).Select(c => c.AtSec))
        {
            if (edges.TrueForAll(edge => Math.Abs(edge - at) >= shortest))
            {
                edges.Add(at);
            }
        }

        edges.Sort();
        return [.. edges.Zip(edges.Skip(1), (a, b) => new Scene(a, b)).Where(s => s.EndSec > s.StartSec)];
    }

    private static IEnumerable<(double AtSec, int Strength)> Candidates(VideoTimeline timeline)
    {
        foreach (var scene in timeline.Scenes.Skip(1))
        {
            yield return (scene.StartSec, 3);
        }

        foreach (var count in timeline.OfKind(FactKind.Count))
        {
            yield return (count.StartSec, 2);
            yield return (count.EndSec, 2);
        }
        var until = double.NaN;
        foreach (var line in timeline.OfKind(FactKind.Speech))
        {
            if (line.StartSec - until >= PauseSec)
            {
                yield return ((until + line.StartSec) / 2, 1);
            }

            until = line.EndSec;
        }
    }
}
