using System.Diagnostics;

namespace Reelsight.Bench.Vectors;

/// <summary>How long each of many calls took.</summary>
internal sealed class Timings
{
    private readonly List<double> _ms = [];

    public double P50 => Percentile(0.5);
    public double P95 => Percentile(0.95);

    public static async Task<Timings> MeasureAsync(int warm, int rounds, Func<int, Task> call)
    {
        var timed = new Timings();
        for (var round = -warm; round < rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            await call(Math.Abs(round));
            if (round >= 0)
            {
                timed._ms.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }
        return timed;
    }

    public static Timings Merge(IEnumerable<Timings> all)
    {
        var joined = new Timings();
        joined._ms.AddRange(all.SelectMany(one => one._ms));
        return joined;
    }

    public override string ToString() => FormattableString.Invariant($"p50 {P50, 8:0.00} ms   p95 {P95, 8:0.00} ms");

    private double Percentile(double share)
    {
        var sorted = _ms.Order().ToList();
        return sorted[(int)Math.Min(sorted.Count - 1, sorted.Count * share)];
    }
}
