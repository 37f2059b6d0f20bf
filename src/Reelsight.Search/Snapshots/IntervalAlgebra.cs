namespace Reelsight.Search.Snapshots;

/// <summary>
/// Set operations on lists of disjoint intervals in ascending order. Each takes one pass over its lists.
/// </summary>
internal static class IntervalAlgebra
{
    /// <summary>The gaps between the intervals, from 0 to the end of the video.</summary>
    public static List<TimeInterval> Complement(List<TimeInterval> intervals, double durationSec)
    {
        var gaps = new List<TimeInterval>();
        var start = 0.0;
        foreach (var interval in intervals)
        {
            AddIfNotEmpty(gaps, start, Math.Min(interval.Start, durationSec));
            start = Math.Max(start, interval.End);
        }
        AddIfNotEmpty(gaps, start, durationSec);
        return gaps;
    }

    /// <summary>Where intervals of both lists overlap.</summary>
    /// <param name="first">Ascending and disjoint.</param>
    /// <param name="second">Ascending and disjoint.</param>
    /// <param name="onStep">Called at every step, to measure the cost; or null.</param>
    public static List<TimeInterval> Intersect(List<TimeInterval> first, List<TimeInterval> second, Action? onStep = null)
    {
        var both = new List<TimeInterval>();
        for (int a = 0, b = 0; a < first.Count && b < second.Count; )
        {
            onStep?.Invoke();
            AddIfNotEmpty(both, Math.Max(first[a].Start, second[b].Start), Math.Min(first[a].End, second[b].End));
            (a, b) = first[a].End < second[b].End ? (a + 1, b) : (a, b + 1);
        }
        return both;
    }

    /// <summary>The runs of seconds for which a predicate holds; the last second ends with the video.</summary>
    public static List<TimeInterval> FromSeconds<T>(T[] seconds, Predicate<T> holds, double durationSec)
    {
        var runs = new List<TimeInterval>();
        for (var second = 0; second < seconds.Length; second++)
        {
            if (!holds(seconds[second]))
            {
                continue;
            }
            var start = second;
            while (second + 1 < seconds.Length && holds(seconds[second + 1]))
            {
                second++;
            }
            AddIfNotEmpty(runs, start, second == seconds.Length - 1 ? durationSec : Math.Min(second + 1, durationSec));
        }
        return runs;
    }

    private static void AddIfNotEmpty(List<TimeInterval> intervals, double start, double end)
    {
        if (end > start)
        {
            intervals.Add(new TimeInterval(start, end));
        }
    }
}
