namespace Reelsight.Bench.Tests;

/// <summary>Counts the bytes that the calling thread allocates.</summary>
internal static class AllocationMeter
{
    private const int WarmUpRuns = 2;
    private const int Runs = 3;

    /// <summary>Bytes of one run, once caches are filled: the least of a few runs.</summary>
    public static long Measure(Action run)
    {
        for (var i = 0; i < WarmUpRuns; i++)
        {
            run();
        }

        var least = long.MaxValue;
        for (var i = 0; i < Runs; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            run();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
