using Reelsight.Analysis.Facts;

namespace Reelsight.Analysis.Answers;

/// <summary>Divides a timeline into chapters where shots, objects in view or speech change.</summary>
internal static class ChapterBuilder
{
    private const double MinChapterSec = 4;
    private const int MaxChapters = 12;
    private const double MinPauseSec = 2;
    private const int MaxSummarySentences = 3;

    /// <summary>The chapters: at least one, without gaps, in order.</summary>
    public static List<Chapter> Build(VideoTimeline timeline) =>
        [
            .. FindRanges(timeline)
                .Select(
                    (range, i) =>
                    {
                        var within = timeline.Within(range.StartSec, range.EndSec);
                        var title = TitleBuilder.BuildTitle(within);
                        var summary = SummaryBuilder.Build(within, MaxSummarySentences);
                        return new Chapter(i + 1, range.StartSec, range.EndSec, title.Text, summary.Text, [title, .. summary.Claims]);
                    }
                ),
        ];

    /// <summary>The ranges alone.</summary>
    public static List<ShotInterval> FindRanges(VideoTimeline timeline)
    {
        var shortest = Math.Max(MinChapterSec, (timeline.EndSec - timeline.StartSec) / MaxChapters);
        // The strongest edges first, each with room on both sides.
        List<double> edges = [timeline.StartSec, timeline.EndSec];
        foreach (var at in FindBoundaries(timeline).OrderByDescending(c => c.Strength).ThenBy(c => c.AtSec).Select(c => c.AtSec))
        {
            if (edges.TrueForAll(edge => Math.Abs(edge - at) >= shortest))
            {
                edges.Add(at);
            }
        }

        edges.Sort();
        return [.. edges.Zip(edges.Skip(1), (a, b) => new ShotInterval(a, b)).Where(s => s.EndSec > s.StartSec)];
    }

    private static IEnumerable<(double AtSec, int Strength)> FindBoundaries(VideoTimeline timeline)
    {
        foreach (var scene in timeline.Shots.Skip(1))
        {
            yield return (scene.StartSec, 3);
        }

        foreach (var count in timeline.GetFacts(FactKind.Count))
        {
            yield return (count.StartSec, 2);
            yield return (count.EndSec, 2);
        }
        var until = double.NaN;
        foreach (var line in timeline.GetFacts(FactKind.Speech))
        {
            if (line.StartSec - until >= MinPauseSec)
            {
                yield return ((until + line.StartSec) / 2, 1);
            }

            until = line.EndSec;
        }
    }
}
