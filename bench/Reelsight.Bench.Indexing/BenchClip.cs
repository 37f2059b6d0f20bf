using System.Globalization;

namespace Reelsight.Bench.Indexing;

/// <summary>
/// The footage to index: real clips (a phone film, a talking screencast, and whatever folder is given), brought to 1280x720 at 30 fps,
/// joined and repeated to the wanted length, with speech nearly all the way: a hard case for the sound side. Made once and kept.
/// </summary>
internal static class BenchClip
{
    private const string Samples = "/usr/share/forensics-samples/original-files";

    public static async Task<string> EnsureAsync(string root, int minutes, string? footage)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, "artifacts", "bench"));
        var clip = Path.Combine(folder.FullName, $"indexing-{minutes}min.mp4");
        if (File.Exists(clip))
        {
            return clip;
        }

        footage ??= Path.Combine(root, "..", "shared", "media");
        string[] sources =
        [
            .. Directory.EnumerateFiles(Path.Combine(Samples, "movie1"), "*.mp4"),
            Path.Combine(Samples, "movie2", "movie-hello.mp4"),
            .. Directory.Exists(footage) ? Directory.GetFiles(footage, "*.mp4").Order(StringComparer.Ordinal).ToArray() : [],
        ];
        var inputs = sources.SelectMany(s => new[] { "-i", s });
        var filters = string.Concat(
            sources.Select(
                (_, i) =>
                    $"[{i}:v]fps=30,scale=1280:720:force_original_aspect_ratio=decrease,pad=1280:720:-1:-1,setsar=1,format=yuv420p[v{i}];"
            )
        );
        var joined = string.Concat(sources.Select((_, i) => $"[v{i}]"));
        var round = Path.Combine(folder.FullName, "round.mp4");
        await ProcessMeasurement.RunAsync(
            "ffmpeg",
            [
                "-v",
                "error",
                "-nostdin",
                "-y",
                .. inputs,
                "-filter_complex",
                $"{filters}{joined}concat=n={sources.Length}:v=1:a=0[v]",
                "-map",
                "[v]",
                "-c:v",
                "libx264",
                "-preset",
                "veryfast",
                "-crf",
                "21",
                "-g",
                "250",
                round,
            ]
        );

        var seconds = (minutes * 60).ToString(CultureInfo.InvariantCulture);
        var unfinished = clip + ".part.mp4";
        await ProcessMeasurement.RunAsync(
            "ffmpeg",
            [
                "-v",
                "error",
                "-nostdin",
                "-y",
                "-stream_loop",
                "-1",
                "-i",
                round,
                "-stream_loop",
                "-1",
                "-i",
                Path.Combine(Samples, "audio1", "debian.wav"),
                "-map",
                "0:v",
                "-map",
                "1:a",
                "-c:v",
                "copy",
                "-c:a",
                "aac",
                "-b:a",
                "96k",
                "-t",
                seconds,
                unfinished,
            ]
        );
        File.Move(unfinished, clip);
        return clip;
    }
}
