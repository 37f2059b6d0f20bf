using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Reelsight.Media.Probe;
using Reelsight.Media.Tools;

namespace Reelsight.Media.Tests;

/// <summary>Real files made by ffmpeg, each once per test run, in a temporary folder that goes with the run.</summary>
internal static class TestClips
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Made = new();

    public static string Folder { get; } = MakeFolder();

    public static MediaTools Tools { get; } = new() { WorkRoot = Path.Combine(Folder, "work") };

    public static MediaProbe Probe { get; } = new(Tools);

    /// <summary>Runs ffmpeg once for this name; <paramref name="arguments"/> go before the output name.</summary>
    public static Task<string> MakeAsync(string name, string arguments) => Made.GetOrAdd(name, _ => new Lazy<Task<string>>(async () =>
        {
            var path = Path.Combine(Folder, name);
            await RunAsync("ffmpeg", [.. Split($"-v error -nostdin -y {arguments}"), path]);
            return path;
        })).Value;

    /// <summary>A file made by code, once for this name.</summary>
    public static Task<string> WriteAsync(string name, Func<Task<byte[]>> content) => Made.GetOrAdd(name, _ => new Lazy<Task<string>>(
            async () =>
            {
                var path = Path.Combine(Folder, name);
                await File.WriteAllBytesAsync(path, await content());
                return path;
            }
        )).Value;

    public static Task<string> PlainAsync() =>
        MakeAsync(
            "plain.mp4",
            "-f lavfi -i testsrc2=s=320x240:r=30:d=4 -f lavfi -i sine=d=4:sample_rate=48000 -c:v libx264 -preset veryfast -c:a aac"
        );

    public static async Task<MediaInfo> InfoAsync(Task<string> path) => await Probe.ProbeAsync(await path);

    /// <summary>Every frame's timestamp as ffprobe decodes it: an account independent of ours.</summary>
    public static async Task<long[]> FrameTimesAsync(string path)
    {
        var json = await RunAsync(
            "ffprobe",
            [.. Split("-v error -select_streams v:0 -show_entries frame=best_effort_timestamp -of json"), path]
        );
        return
        [
            .. JsonDocument
                .Parse(json)
                .RootElement.GetProperty("frames")
                .EnumerateArray()
                .Select(f => f.GetProperty("best_effort_timestamp").GetInt64()),
        ];
    }

    public static async Task<string> RunAsync(string tool, IEnumerable<string> arguments)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true },
        };
        process.Start();
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{tool}: {await errors}");
    }

    public static string[] Split(string arguments) =>
        [.. Regex.Matches(arguments, "\"[^\"]*\"|[^ ]+").Select(word => word.Value.Trim('"'))];

    private static string MakeFolder()
    {
        var folder = Directory.CreateTempSubdirectory("reelsight-media-tests-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }
}
