namespace Reelsight.Search.Snapshots;

/// <summary>
/// Lists of stretches in order and without overlap, and what becomes of them together. Each takes one pass over its lists.
/// </summary>
internal static class Stretches
{
    /// <summary>Where none of the stretches is, from 0 to the end.</summary>
    public static List<Stretch> Outside(List<Stretch> stretches, double durationSec)
    {
        var gaps = new List<Stretch>();
        var start = 0.0;
        foreach (var stretch in stretches)
        {
            Add(gaps, start, Math.Min(stretch.Start, durationSec));
            start = Math.Max(start, stretch.End);
        }
        Add(gaps, start, durationSec);
        return gaps;
    }

    /// <summary>Where both are.</summary>
    /// <param name="first">In order and apart.</param>
    /// <param name="second">In order and apart.</param>
    /// <param name="looked">Counts the steps, for those who ask.</param>
    public static List<Stretch> Both(List<Stretch> first, List<Stretch> second, Action? looked = null)
    {
        var both = new List<Stretch>();
        for (int a = 0, b = 0; a < first.Count && b < second.Count; )
        {
            looked?.Invoke();
            Add(both, Math.Max(first[a].Start, second[b].Start), Math.Min(first[a].End, second[b].End));
            (a, b) = first[a].End < second[b].End ? (a + 1, b) : (a, b + 1);
        }
        return both;
    }

    /// <summary>Runs of seconds for which something holds; the last second ends with the video.</summary>
    public static List<Stretch> OfSeconds<T>(T[] seconds, Predicate<T> holds, double durationSec)
    {
        var runs = new List<Stretch>();
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
            Add(runs, start, second == seconds.Length - 1 ? durationSec : Math.Min(second + 1, durationSec));
        }
        return runs;
    }

    private static void Add(List<Stretch> stretches, double start, double end)
    {
        if (end > start)
        {
            stretches.Add(new Stretch(start, end));
        }
    }
}
