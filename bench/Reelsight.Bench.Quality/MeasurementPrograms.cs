using System.Diagnostics;
using System.Text;

namespace Reelsight.Bench.Quality;

/// <summary>Runs the programs that measure, shows what they print while they do, and hands it back.</summary>
internal sealed class MeasurementPrograms(string root)
{
    public static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Reelsight.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("Reelsight.slnx is in no folder above the benchmark.");
    }

    /// <summary>The command line, which the launcher has built.</summary>
    public Task<string> RunReelsightAsync(IEnumerable<string> arguments) =>
        RunAsync([Path.Combine(root, "artifacts", "bin", "Reelsight.Cli", "release", "reelsight.dll"), .. arguments]);

    /// <summary>The training program.</summary>
    public Task<string> RunTrainingAsync(IEnumerable<string> arguments) =>
        RunAsync(["run", "-c", "Release", "--project", Path.Combine(root, "training", "Reelsight.Training"), "--", .. arguments]);

    private static async Task<string> RunAsync(IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("dotnet did not start.");
        var said = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            Console.WriteLine(line);
            said.AppendLine(line.TrimEnd());
        }

        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? said.ToString()
            : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} failed with exit code {process.ExitCode}.");
    }
}
