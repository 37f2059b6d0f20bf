using System.Globalization;
using System.Runtime.InteropServices;

namespace Reelsight.Bench.Load;

/// <summary>Rows of a table in Markdown.</summary>
internal static class LoadReport
{
    public static string Machine(int videos, int connections, int seconds) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {TimeProvider.System.GetUtcNow():yyyy-MM-dd}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription},
              .NET {Environment.Version}; load of the machine before: {LoadAverage()}.
            {videos} videos, assets and tasks in the store; {connections} connections, {seconds} s; server and load in one process.

            | operation | requests/s | p50 ms | p95 ms | processor ms a request | KB allocated |
            |---|---|---|---|---|---|
            """
        );

    public static void Write(string name, LoadResult m) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {m.PerSecond:0} | {m.GetPercentile(0.5):0.00} | {m.GetPercentile(0.95):0.00} | "
                    + $"{m.CpuMs:0.000} | {m.AllocatedBytes / 1024.0 / m.Requests:0.0} |"
            )
        );

    private static string LoadAverage() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
