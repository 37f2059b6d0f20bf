// Indexing against a bare decode of the same file, side by side in one run:
//   reelsight bench indexing [--minutes 10] [--rounds 3] [--clips 100] [--footage DIR]
// Prints wall times, their ratio and the indexing process's peak memory, and what the sandbox costs short clips (none with --clips 0), and
// writes them to bench/results.
using Reelsight.Bench.Indexing;

var minutes = Option("--minutes", 10);
var rounds = Option("--rounds", 3);
var root = RepositoryFolder.Find();
var clip = await BenchClip.EnsureAsync(root, minutes, OptionText("--footage"));
Console.WriteLine($"clip: {minutes} min 1280x720 30 fps H.264 + AAC, {new FileInfo(clip).Length >> 20} MB");

var decodes = new List<double>();
var indexings = new List<ProcessMeasurement>();
for (var round = 1; round <= rounds; round++)
{
    var decode = await ProcessMeasurement.RunAsync("ffmpeg", ["-v", "error", "-nostdin", "-i", clip, "-f", "null", "-"]);
    decodes.Add(decode.WallSec);
    indexings.Add(await IndexAsync(clip, new Dictionary<string, string>()));
    Console.WriteLine(
        $"round {round}: bare decode {decode.WallSec:0.0} s, index {indexings[^1].WallSec:0.0} s, ratio "
            + $"{indexings[^1].WallSec / decode.WallSec:0.00}, peak {indexings[^1].PeakBytes >> 20} MB"
    );
}

var report = rounds > 0 ? IndexingReport.Write(minutes, decodes, indexings) : "";
if (Option("--clips", 100) is > 0 and var clips)
{
    var cost = await SandboxCost.MeasureAsync(clip, Math.Min(clips, minutes * 20), Math.Max(1, rounds), IndexAsync);
    report += cost.Describe() + "\n";
}

Console.WriteLine(report);
var results = Directory.CreateDirectory(Path.Combine(root, "bench", "results"));
var file = Path.Combine(results.FullName, $"{DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().DateTime):yyyy-MM-dd}-indexing.md");
await File.WriteAllTextAsync(file, report);
Console.WriteLine($"written to {Path.GetRelativePath(root, file)}");
return 0;

async Task<ProcessMeasurement> IndexAsync(string source, IReadOnlyDictionary<string, string> environment)
{
    var data = Directory.CreateTempSubdirectory("reelsight-bench-");
    try
    {
        var cli = Path.Combine(root, "artifacts", "bin", "Reelsight.Cli", "release", "reelsight.dll");
        return await ProcessMeasurement.RunAsync("dotnet", [cli, "index", source, "--data", data.FullName, "--json"], environment);
    }
    finally
    {
        data.Delete(recursive: true);
    }
}

int Option(string name, int otherwise) =>
    OptionText(name) is { } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : otherwise;

string? OptionText(string name)
{
    var at = Array.IndexOf(args, name);
    return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
}
