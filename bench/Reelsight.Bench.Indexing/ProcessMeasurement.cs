using System.Diagnostics;
using System.Globalization;

namespace Reelsight.Bench.Indexing;

/// <summary>Wall time and peak resident memory of one child process (its own, without its children).</summary>
internal sealed record ProcessMeasurement(double WallSec, long PeakBytes)
{
    public static async Task<ProcessMeasurement> RunAsync(
        string tool,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        var start = new ProcessStartInfo(tool) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = new Process { StartInfo = start };
        var began = Stopwatch.GetTimestamp();
        process.Start();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var exited = process.WaitForExitAsync();
        long peak = 0;
        do
        {
            peak = Math.Max(peak, ReadPeakBytes(process.Id));
        } while (await Task.WhenAny(exited, Task.Delay(200)) != exited);
        var wall = Stopwatch.GetElapsedTime(began).TotalSeconds;
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{tool} ended with {process.ExitCode}: {await errors}{await output}");
        }

        return new ProcessMeasurement(wall, peak);
    }

    // VmHWM only grows, so the last look before the end is the peak, short of the final 200 ms.
    private static long ReadPeakBytes(int pid)
    {
        try
        {
            var line = File.ReadLines($"/proc/{pid}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan(6).Trim().TrimEnd("kB").Trim(), CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
