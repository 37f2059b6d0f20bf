namespace Reelsight.Analysis.Facts;

/// <summary>Builds facts about the number of objects in view at once.</summary>
internal static class CountFactBuilder
{
    /// <summary>Shorter intervals are detection errors or occlusions, and are merged into their neighbours.</summary>
    private const double MinIntervalSec = 1;

    /// <summary>One fact for each interval of constant numbers; intervals without objects are left out.</summary>
    public static IEnumerable<Fact> Build(IReadOnlyList<ObjectInstance> things)
    {
        var sure = things.Where(t => t.IsCertain).ToList();
        foreach (var (start, end, inView) in MergeShortIntervals(GetIntervals(sure)))
        {
            if (inView.Count == 0)
            {
                continue;
            }

            ObjectCount[] tallies = [.. inView.GroupBy(t => t.Name, (name, all) => new ObjectCount(name, all.Count()))];
            yield return new Fact
            {
                Kind = FactKind.Count,
                Text = NounPhrases.JoinCounts(tallies),
                StartSec = start,
                EndSec = end,
                Source = inView[0].Source,
                Confidence = inView.Min(t => t.Confidence),
                ObjectCounts = tallies,
            };
        }
    }

    private static List<(double Start, double End, List<ObjectInstance> InView)> GetIntervals(List<ObjectInstance> things)
    {
        var edges = things
            .SelectMany(t => new[] { (Time: t.StartSec, Begins: true, Object: t), (Time: t.EndSec, Begins: false, Object: t) })
            .OrderBy(e => e.Time)
            .ToList();
        var stretches = new List<(double, double, List<ObjectInstance>)>();
        var inView = new List<ObjectInstance>();
        for (var i = 0; i < edges.Count; )
        {
            var time = edges[i].Time;
            for (; i < edges.Count && edges[i].Time <= time + 1e-6; i++)
            {
                if (edges[i].Begins)
                {
                    inView.Add(edges[i].Object);
                }
                else
                {
                    inView.Remove(edges[i].Object);
                }
            }
            if (i < edges.Count)
            {
                stretches.Add((time, edges[i].Time, [.. inView]));
            }
        }
        return stretches;
    }

    // Joins intervals with the same numbers, and gives brief ones to the longer of their neighbours.
    private static List<(double Start, double End, List<ObjectInstance> InView)> MergeShortIntervals(
        List<(double Start, double End, List<ObjectInstance> InView)> stretches
    )
    {
        var settled = new List<(double Start, double End, List<ObjectInstance> InView)>();
        for (var i = 0; i < stretches.Count; i++)
        {
            var next = stretches[i];
            var isLast = i == stretches.Count - 1;
            if (
                settled.Count > 0
                && (
                    HaveSameCounts(settled[^1].InView, next.InView)
                    || next.End - next.Start < MinIntervalSec && (isLast || IsLonger(settled[^1], stretches[i + 1]))
                )
            )
            {
                settled[^1] = settled[^1] with { End = next.End };
            }
            else if (next.End - next.Start < MinIntervalSec && !isLast)
            {
                stretches[i + 1] = stretches[i + 1] with { Start = next.Start };
            }
            else
            {
                settled.Add(next);
            }
        }
        return settled;
    }

    private static bool IsLonger((double Start, double End, List<ObjectInstance>) a, (double Start, double End, List<ObjectInstance>) b) =>
        a.End - a.Start >= b.End - b.Start;

    private static bool HaveSameCounts(List<ObjectInstance> a, List<ObjectInstance> b) =>
        a.Count == b.Count && a.GroupBy(t => t.Name).All(group => group.Count() == b.Count(t => t.Name == group.Key));
}
