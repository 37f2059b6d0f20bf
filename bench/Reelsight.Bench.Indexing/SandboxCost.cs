using System.Globalization;

namespace Reelsight.Bench.Indexing;

/// <summary>What the sandbox of media tools costs: many short clips indexed with it and with limits alone, in turns.</summary>
internal sealed record SandboxCost(int Clips, IReadOnlyList<double> LimitsSec, IReadOnlyList<double> BubblewrapSec)
{
    private const int ClipSec = 3;

    /// <summary>Indexes the clips, in turns, as often as <paramref name="rounds"/> says.</summary>
    /// <param name="clip">The long clip that the short ones are cut from, without decoding.</param>
    /// <param name="index">Indexes a folder in a fresh data folder, with variables of environment.</param>
    public static async Task<SandboxCost> MeasureAsync(
        string clip,
        int clips,
        int rounds,
        Func<string, IReadOnlyDictionary<string, string>, Task<ProcessMeasurement>> index
    )
    {
        var folder = Directory.CreateTempSubdirectory("reelsight-bench-clips-");
        try
        {
            for (var i = 0; i < clips; i++)
            {
                var start = (i * ClipSec).ToString(CultureInfo.InvariantCulture);
                var length = ClipSec.ToString(CultureInfo.InvariantCulture);
                var path = Path.Combine(folder.FullName, string.Create(CultureInfo.InvariantCulture, $"clip-{i:000}.mp4"));
                string[] cut = ["-v", "error", "-nostdin", "-ss", start, "-i", clip, "-t", length, "-c", "copy", path];
                await ProcessMeasurement.RunAsync("ffmpeg", cut);
            }

            var (limits, bubblewrap) = (new List<double>(), new List<double>());
            for (var round = 0; round < rounds; round++)
            {
                limits.Add((await index(folder.FullName, new Dictionary<string, string> { ["REELSIGHT_SANDBOX"] = "limits" })).WallSec);
                bubblewrap.Add(
                    (await index(folder.FullName, new Dictionary<string, string> { ["REELSIGHT_SANDBOX"] = "bubblewrap" })).WallSec
                );
            }

            return new SandboxCost(clips, limits, bubblewrap);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The figures in one line.</summary>
    public string Describe()
    {
        var ratios = BubblewrapSec.Zip(LimitsSec, (with, without) => with / without).Order().ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"sandbox: {Clips} clips of {ClipSec} s: limits alone {LimitsSec.Average():0.0} s, bubblewrap {BubblewrapSec.Average():0.0} s, "
                + $"ratio {ratios[ratios.Count / 2]:0.00} (from {ratios[0]:0.00} to {ratios[^1]:0.00}); the bar is 1.10"
        );
    }
}
