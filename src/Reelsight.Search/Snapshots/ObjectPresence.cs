using Reelsight.Core.Descriptions;

namespace Reelsight.Search.Snapshots;

/// <summary>Computes when objects are in view, and how many at once.</summary>
internal static class ObjectPresence
{
    /// <summary>Evidence that stops and starts again within this time counts as uninterrupted.</summary>
    public const double MaxGapSec = 1;

    /// <summary>
    /// A track without sightings for longer than this was out of view: one missed sample at one frame per second is no absence.
    /// </summary>
    private const double MaxUnseenSec = 2;

    /// <summary>The intervals in which a tracked object was in view.</summary>
    public static TimeInterval[] ComputeVisibleIntervals(Evidence evidence)
    {
        var seen = evidence.Sightings;
        var hasGap = false;
        for (var i = 1; i < seen.Count && !hasGap; i++)
        {
            hasGap = seen[i].TimeSec - seen[i - 1].TimeSec > MaxUnseenSec;
        }
        if (!hasGap)
        {
            return evidence.EndSec > evidence.StartSec ? [new TimeInterval(evidence.StartSec, evidence.EndSec)] : [];
        }
        var intervals = new List<TimeInterval>();
        var start = evidence.StartSec;
        for (var i = 1; i < seen.Count; i++)
        {
            if (seen[i].TimeSec - seen[i - 1].TimeSec > MaxUnseenSec)
            {
                intervals.Add(new TimeInterval(start, seen[i - 1].TimeSec + MaxGapSec / 2));
                start = seen[i].TimeSec;
            }
        }
        intervals.Add(new TimeInterval(start, evidence.EndSec));
        return [.. intervals.Where(interval => interval.End > interval.Start)];
    }

    /// <summary>How many of the tracks are in view, as ascending intervals; intervals with none are left out.</summary>
    public static List<CountInterval> CountConcurrent(IEnumerable<Track> tracks)
    {
        var edges = new List<(double Time, int Change)>();
        foreach (var track in tracks)
        {
            foreach (var seen in track.VisibleIntervals)
            {
                edges.Add((seen.Start, 1));
                edges.Add((seen.End, -1));
            }
        }
        edges.Sort();
        var counts = new List<CountInterval>();
        var count = 0;
        for (var i = 0; i < edges.Count; )
        {
            var time = edges[i].Time;
            for (; i < edges.Count && edges[i].Time == time; i++)
            {
                count += edges[i].Change;
            }
            if (count > 0)
            {
                counts.Add(new CountInterval(time, edges[i].Time, count));
            }
        }
        return counts;
    }

    /// <summary>Merges intervals that overlap or lie within <paramref name="gapSec"/> of each other; ascending.</summary>
    public static List<TimeInterval> MergeIntervals(IEnumerable<TimeInterval> intervals, double gapSec)
    {
        var merged = new List<TimeInterval>();
        foreach (var interval in intervals.OrderBy(s => s.Start))
        {
            if (merged.Count > 0 && interval.Start <= merged[^1].End + gapSec)
            {
                merged[^1] = merged[^1] with { End = Math.Max(merged[^1].End, interval.End) };
            }
            else
            {
                merged.Add(interval);
            }
        }
        return merged;
    }
}
