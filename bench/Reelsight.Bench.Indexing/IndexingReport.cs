using System.Globalization;
using System.Runtime.InteropServices;

namespace Reelsight.Bench.Indexing;

internal static class IndexingReport
{
    public static string Write(int minutes, IReadOnlyList<double> decodes, IReadOnlyList<ProcessMeasurement> indexings)
    {
        var decode = Median(decodes);
        var index = Median([.. indexings.Select(i => i.WallSec)]);
        var ratios = indexings.Zip(decodes, (i, d) => i.WallSec / d).ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            # Indexing against a bare decode

            {TimeProvider.System.GetUtcNow():yyyy-MM-dd}, {Environment.ProcessorCount} cores ({ReadCpuName()}),
              {RuntimeInformation.OSDescription}, .NET {Environment.Version}.
            {minutes} min of 1280x720, 30 fps, H.264 + AAC, real footage repeated, speech nearly all the way. {decodes.Count} rounds,
              one after the other in turn; medians.
            "Index" is the whole command, from process start to searchable: copy, hash, probe, decode, objects, on-screen text, speech,
              words, vectors.

            | | wall | against the bare decode |
            |---|---|---|
            | `ffmpeg -i clip -f null -` | {decode:0.0} s | 1 |
            | `reelsight index clip` | {index:0.0} s | {Median(
                ratios
            ):0.00} (from {ratios.Min():0.00} to {ratios.Max():0.00}); the bar is 2.0 |

            Peak resident memory of the indexing process: {indexings.Max(i => i.PeakBytes) >> 20} MB; the bar is 1024 MB.

            """
        );
    }

    private static double Median(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
    }

    private static string ReadCpuName() =>
        File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo")
                .FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))
                ?.Split(':', 2)[1]
                .Trim()
                ?? "unknown"
            : "unknown";
}
