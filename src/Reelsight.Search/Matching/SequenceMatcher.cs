using Reelsight.Search.Query;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Matching;

/// <summary>
/// Finds moments in which clauses match in a temporal order. The intervals of a clause are ascending and disjoint, so it is enough to link
/// each one to the nearest before it, in one pass over both lists: the nearest leaves most time for what follows.
/// </summary>
internal static class SequenceMatcher
{
    /// <summary>How much of a long first or last interval belongs to the moment.</summary>
    public const double MaxEdgeSec = 20;

    private sealed record SequenceNode(ScoredInterval Interval, SequenceNode? Previous, double FirstStart);

    /// <summary>
    /// Joins the intervals of a clause that touch or nearly do: for the order it matters when something is there, not how well it matches
    /// from second to second.
    /// </summary>
    public static List<ScoredInterval> JoinAdjacent(List<ScoredInterval> intervals)
    {
        var joined = new List<ScoredInterval>();
        foreach (var interval in intervals)
        {
            if (joined.Count > 0 && interval.Start <= joined[^1].End + ObjectPresence.MaxGapSec)
            {
                var last = joined[^1];
                var better = interval.Score > last.Score ? interval : last;
                joined[^1] = better with { Start = last.Start, End = interval.End, Modalities = last.Modalities | interval.Modalities };
            }
            else
            {
                joined.Add(interval);
            }
        }
        return joined;
    }

    /// <summary>The matches, in order of their last intervals; of those with the same first interval, the shortest.</summary>
    /// <param name="clauses">The intervals of each clause, ascending and disjoint.</param>
    /// <param name="links">The link between each two clauses.</param>
    /// <param name="onStep">Called for every interval looked at, to measure the cost; or null.</param>
    public static List<SequenceMatch> FindMatches(
        IReadOnlyList<List<ScoredInterval>> clauses,
        IReadOnlyList<TemporalLink> links,
        Action? onStep = null
    )
    {
        var nodes = clauses[0].ConvertAll(interval => new SequenceNode(interval, null, interval.Start));
        for (var clause = 1; clause < clauses.Count && nodes.Count > 0; clause++)
        {
            nodes = links[clause - 1].IsSameTime
                ? LinkOverlapping(nodes, clauses[clause], onStep)
                : LinkFollowing(nodes, clauses[clause], links[clause - 1].WithinSec, onStep);
        }
        var matches = new List<SequenceMatch>();
        var first = double.NaN;
        foreach (var node in nodes)
        {
            if (node.FirstStart != first || links[^1].IsSameTime)
            {
                matches.Add(CreateMatch(node, clauses.Count, links));
                first = node.FirstStart;
            }
        }
        return matches;
    }

    /// <summary>Links each interval to the nearest before it, one that begins and ends earlier.</summary>
    private static List<SequenceNode> LinkFollowing(
        List<SequenceNode> nodes,
        List<ScoredInterval> intervals,
        double withinSec,
        Action? onStep
    )
    {
        var linked = new List<SequenceNode>();
        var before = -1;
        foreach (var interval in intervals)
        {
            onStep?.Invoke();
            while (
                before + 1 < nodes.Count
                && nodes[before + 1].Interval.Start < interval.Start
                && nodes[before + 1].Interval.End < interval.End
            )
            {
                onStep?.Invoke();
                before++;
            }
            if (before >= 0 && interval.Start - nodes[before].Interval.End <= withinSec)
            {
                linked.Add(new SequenceNode(interval, nodes[before], nodes[before].FirstStart));
            }
        }
        return linked;
    }

    /// <summary>The intersections of intervals.</summary>
    private static List<SequenceNode> LinkOverlapping(List<SequenceNode> nodes, List<ScoredInterval> intervals, Action? onStep)
    {
        var shared = new List<SequenceNode>();
        for (int a = 0, b = 0; a < nodes.Count && b < intervals.Count; )
        {
            onStep?.Invoke();
            var (one, other) = (nodes[a].Interval, intervals[b]);
            var (start, end) = (Math.Max(one.Start, other.Start), Math.Min(one.End, other.End));
            if (end > start)
            {
                var before = nodes[a] with { Interval = one with { Start = start, End = end } };
                shared.Add(
                    new SequenceNode(other with { Start = start, End = end }, before, before.Previous is null ? start : before.FirstStart)
                );
            }
            (a, b) = one.End < other.End ? (a + 1, b) : (a, b + 1);
        }
        return shared;
    }

    private static SequenceMatch CreateMatch(SequenceNode last, int length, IReadOnlyList<TemporalLink> links)
    {
        var intervals = new ScoredInterval[length];
        var node = last;
        for (var at = length - 1; at >= 0; at--)
        {
            intervals[at] = node!.Interval;
            node = node.Previous;
        }
        // Of a long interval, only the end of the first and the beginning of the last belong to the moment.
        if (!links[0].IsSameTime)
        {
            var turn = Math.Min(intervals[0].End, intervals[1].Start);
            intervals[0] = intervals[0] with
            {
                Start = Math.Max(intervals[0].Start, turn - MaxEdgeSec),
                End = Math.Min(intervals[0].End, turn + MaxEdgeSec),
            };
        }
        intervals[^1] = intervals[^1] with { End = Math.Min(intervals[^1].End, intervals[^1].Start + MaxEdgeSec) };
        var steps = Array.ConvertAll(intervals, interval => new TimeInterval(interval.Start, interval.End));
        return new SequenceMatch(
            steps.Min(step => step.Start),
            steps.Max(step => step.End),
            Math.Round(intervals.Average(interval => interval.Score), 2),
            intervals.Min(interval => interval.Confidence),
            intervals.Aggregate(Modalities.None, (all, interval) => all | interval.Modalities),
            Array.TrueForAll(intervals, interval => interval.SatisfiesAll),
            steps
        );
    }
}
