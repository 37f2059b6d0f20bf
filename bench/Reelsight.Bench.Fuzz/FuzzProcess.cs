using System.Diagnostics;
using System.Globalization;

namespace Reelsight.Bench.Fuzz;

/// <summary>
/// Runs the inputs of one parser in a process of its own, which may run out of stack or memory or never come back: then the input at which
/// it was is the finding, and another process goes on behind it.
/// </summary>
internal static class FuzzProcess
{
    /// <summary>The first argument of the process.</summary>
    public const string Command = "--run";

    /// <summary>So long may no input be finished before the process is ended.</summary>
    private const int StallSec = 30;

    /// <summary>After so many findings that ended the process, the rest of the inputs says nothing new.</summary>
    private const int MaxEnds = 10;
    private const string FindingMark = "FINDING ";

    /// <summary>Tries all inputs of a parser.</summary>
    public static FuzzCount Run(FuzzTarget target, int inputs, int seed, string folder, Action<string, string> onFinding)
    {
        var (count, from) = (default(FuzzCount), 0);
        for (var ends = 0; from < inputs && ends < MaxEnds; ends++)
        {
            var path = Path.Combine(folder, $"{target.Name}.progress");
            File.Delete(path);
            using var progress = new FuzzProgress(path);
            progress.Number = from;
            var how = RunOnce(target, inputs, seed, from, folder, progress, onFinding);
            count += progress.Count;
            if (how is null)
            {
                break;
            }
            var number = progress.Number;
            var file = Save(folder, new FuzzFinding(target.Name, seed, number, Mutator.Make(target, seed, number), how, how));
            onFinding(how, $"{how} with {file}");
            (count, from) = (count + new FuzzCount(1, 0, 0), number + 1);
        }
        return count;
    }

    /// <summary>What the process does.</summary>
    public static void RunInside(FuzzTarget target, int seed, int from, int to, string folder)
    {
        using var progress = new FuzzProgress(Path.Combine(folder, $"{target.Name}.progress"));
        var kinds = new HashSet<string>(StringComparer.Ordinal);
        for (var at = from; at < to; at++)
        {
            progress.Number = at;
            var count = FuzzRun.Run(target, seed, at, Math.Min(to, at + 1), null, finding =>
            {
                if (kinds.Add(finding.Kind))
                {
                    var file = Save(folder, finding);
                    Console.WriteLine($"{FindingMark}{finding.Kind}\t{file}\t{finding.What.ReplaceLineEndings(" | ")}");
                }
            });
            progress.Count += count;
        }
    }

    // Null when it came to its end, otherwise how it ended.
    private static string? RunOnce(
        FuzzTarget target,
        int inputs,
        int seed,
        int from,
        string folder,
        FuzzProgress progress,
        Action<string, string> onFinding
    )
    {
        string[] own = Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? [typeof(FuzzProcess).Assembly.Location] : [];
        var numbers = new[] { from, inputs, seed }.Select(number => number.ToString(CultureInfo.InvariantCulture));
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(Environment.ProcessPath!, [.. own, Command, target.Name, .. numbers, folder])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.StartInfo.Environment["DOTNET_GCHeapHardLimit"] = "0x60000000";
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.StartsWith(FindingMark, StringComparison.Ordinal) == true)
            {
                var parts = line.Data[FindingMark.Length..].Split('\t', 3);
                onFinding(parts[0], $"{parts[1]}: {parts[2]}");
            }
        };
        process.ErrorDataReceived += (_, _) => { };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var (last, since) = (-1, Stopwatch.StartNew());
        while (!process.WaitForExit(200))
        {
            if (progress.Number != last)
            {
                (last, since) = (progress.Number, Stopwatch.StartNew());
            }
            else if (since.Elapsed.TotalSeconds > StallSec)
            {
                process.Kill();
                process.WaitForExit();
                return $"no end after {StallSec} s";
            }
        }
        process.WaitForExit();
        return process.ExitCode == 0 ? null : $"the process ended with {process.ExitCode}";
    }

    private static string Save(string folder, FuzzFinding finding)
    {
        var path = Path.Combine(folder, $"{finding.Target}-{finding.Seed}-{finding.Number}.input");
        File.WriteAllBytes(path, finding.Input);
        return path;
    }
}
