using System.Diagnostics;

namespace Reelsight.Bench.Fuzz;

/// <summary>Gives inputs to a parser, one after the other, and judges what it does with each.</summary>
internal static class FuzzRun
{
    /// <summary>
    /// Longest that a parser may take for one small input, both by the clock and in CPU time: a busy machine is no finding.
    /// </summary>
    private const double MaxSec = 2;

    /// <summary>Most that it may allocate for one.</summary>
    private const long MaxAllocatedBytes = 256L << 20;

    /// <summary>Inputs are tried on a thread with the smallest stack that product code runs on.</summary>
    private const int StackBytes = 1 << 20;

    /// <summary>Tries the inputs of a range of numbers.</summary>
    /// <param name="target">The parser.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="from">First number.</param>
    /// <param name="to">One more than the last number.</param>
    /// <param name="onInput">Called with the number of each input before it is tried.</param>
    /// <param name="onFinding">Called with each finding.</param>
    public static FuzzCount Run(FuzzTarget target, int seed, int from, int to, Action<int>? onInput, Action<FuzzFinding> onFinding)
    {
        var count = default(FuzzCount);
        RunOnThread(() =>
        {
            for (var number = from; number < to; number++)
            {
                onInput?.Invoke(number);
                var input = Mutator.Make(target, seed, number);
                var (isAccepted, what, kind) = Try(target, input);
                if (what is not null)
                {
                    onFinding(new FuzzFinding(target.Name, seed, number, input, what, kind!));
                }
                count += new FuzzCount(1, isAccepted ? 1 : 0, !isAccepted && what is null ? 1 : 0);
            }
        });
        return count;
    }

    /// <summary>Tries one input; null when the parser accepts or refuses it as it should.</summary>
    public static string? Try(FuzzTarget target, byte[] input, out bool isAccepted)
    {
        (bool IsAccepted, string? What, string?) outcome = default;
        RunOnThread(() => outcome = Try(target, input));
        isAccepted = outcome.IsAccepted;
        return outcome.What;
    }

    private static (bool IsAccepted, string? What, string? Kind) Try(FuzzTarget target, byte[] input)
    {
        var start = GC.GetAllocatedBytesForCurrentThread();
        var (watch, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var isAccepted = false;
        try
        {
            target.Parse(input);
            isAccepted = true;
        }
        catch (Exception e)
        {
            if (!target.IsRefusal(e))
            {
                return (false, e.ToString(), $"{e.GetType().Name} {FindPlace(e)}");
            }
            if (string.IsNullOrWhiteSpace(e.Message))
            {
                return (false, $"{e.GetType().Name} without a sentence", "no sentence");
            }
        }
        var allocated = GC.GetAllocatedBytesForCurrentThread() - start;
        var sec = Math.Min(watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
        return allocated > MaxAllocatedBytes ? (false, $"{allocated >> 20} MB allocated for {input.Length} bytes", "memory")
            : sec > MaxSec ? (false, $"{sec:0.0} s for {input.Length} bytes", "time")
            : (isAccepted, null, null);
    }

    // The first frame of our own code names the cause better than the runtime's.
    private static string? FindPlace(Exception e) =>
        new StackTrace(e)
            .GetFrames()
            .Select(frame => frame.GetMethod())
            .Where(method => method?.DeclaringType?.Namespace is { } space && !space.StartsWith("System", StringComparison.Ordinal))
            .Select(method => $"{method!.DeclaringType!.Name}.{method.Name}")
            .FirstOrDefault();

    private static void RunOnThread(Action work)
    {
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    work();
                }
                catch (Exception e)
                {
                    failure = e;
                }
            },
            StackBytes
        )
        {
            IsBackground = true,
        };
        thread.Start();
        thread.Join();
        if (failure is not null)
        {
            throw new InvalidOperationException("The run itself failed.", failure);
        }
    }
}
