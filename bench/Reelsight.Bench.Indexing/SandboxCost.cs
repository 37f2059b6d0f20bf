using System.Globalization;

namespace Reelsight.Bench.Indexing;

/// <summary>What the sandbox of media tools costs: many short clips indexed with it and with limits alone, in turns.</summary>
internal sealed record SandboxCost(int Clips, IReadOnlyList<double> LimitsSec, IReadOnlyList<double> BubblewrapSec)
{
    private const int ClipSec = 3;

    // A few clips with, the same without, and so on: whatever else the machine does meanwhile slows down both.
    private const int ClipsInTurn = 20;

    /// <summary>Indexes the clips, in turns, as often as <paramref name="rounds"/> says.</summary>
    /// <param name="clip">The long clip that the short ones are cut from, without decoding.</param>
    /// <param name="clips">How many.</param>
    /// <param name="rounds">How often all of them are indexed both ways.</param>
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
            var turns = await CutAsync(folder, clip, clips);
            var (limits, bubblewrap) = (new List<double>(), new List<double>());
            for (var turn = 0; turn < rounds * turns.Count; turn++)
            {
                var part = turns[turn % turns.Count];
                string[] kinds = turn % 2 == 0 ? ["limits", "bubblewrap"] : ["bubblewrap", "limits"];
                foreach (var kind in kinds)
                {
                    var measured = await index(part, new Dictionary<string, string> { ["REELSIGHT_SANDBOX"] = kind });
                    (kind == "limits" ? limits : bubblewrap).Add(measured.WallSec);
                }
            }

            return new SandboxCost(clips, limits, bubblewrap);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<IReadOnlyList<string>> CutAsync(DirectoryInfo folder, string clip, int clips)
    {
        for (var i = 0; i < clips; i++)
        {
            var turn = folder.CreateSubdirectory(string.Create(CultureInfo.InvariantCulture, $"{i / ClipsInTurn}"));
            var start = (i * ClipSec).ToString(CultureInfo.InvariantCulture);
            var length = ClipSec.ToString(CultureInfo.InvariantCulture);
            var path = Path.Combine(turn.FullName, string.Create(CultureInfo.InvariantCulture, $"clip-{i:000}.mp4"));
            string[] cut = ["-v", "error", "-nostdin", "-ss", start, "-i", clip, "-t", length, "-c", "copy", path];
            await ProcessMeasurement.RunAsync("ffmpeg", cut);
        }

        return [.. folder.GetDirectories().Select(turn => turn.FullName)];
    }

    /// <summary>The figures in one line.</summary>
    public string Describe()
    {
        var ratios = BubblewrapSec.Zip(LimitsSec, (with, without) => with / without).Order().ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"sandbox: {Clips} clips of {ClipSec} s in {ratios.Count} turns: limits alone {LimitsSec.Sum():0.0} s, bubblewrap "
                + $"{BubblewrapSec.Sum():0.0} s, ratio {BubblewrapSec.Sum() / LimitsSec.Sum():0.00} "
                + $"(of the turns {ratios[ratios.Count / 2]:0.00}, from {ratios[0]:0.00} to {ratios[^1]:0.00}); the bar is 1.10"
        );
    }
}
