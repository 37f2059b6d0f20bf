using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Reelsight.EndToEnd.Tests.Hosting;

/// <summary>Files made by ffmpeg or broken on purpose, each once a run, in a folder that goes with the run.</summary>
internal static class GeneratedMedia
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> _made = new();
    private static readonly string _folder = MakeFolder();
    private const string H264 = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p";

    /// <summary>A moving test picture with a tone.</summary>
    public static Task<string> FilmAsync(double seconds = 2, int side = 320) =>
        MakeAsync(
            string.Create(CultureInfo.InvariantCulture, $"film-{seconds}-{side}.mp4"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"-f lavfi -i testsrc2=s={side}x{side * 3 / 4}:r=25:d={seconds} -f lavfi -i sine=d={seconds} {H264} -c:a aac"
            )
        );

    /// <summary>A file of the kind that a test names.</summary>
    public static Task<string> OfKindAsync(string kind) =>
        kind switch
        {
            "text" => WriteAsync("text.mp4", () => Task.FromResult("A shopping list: milk, bread, apples.\n"u8.ToArray())),
            "noise" => WriteAsync("noise.mp4", () => Task.FromResult(Noise(50_000))),
            "cut off, index at the end" => CutAsync("cut-end.mp4", FilmAsync(4), 0.5),
            "cut off, index at the start" => CutAsync(
                "cut-start.mp4",
                MakeAsync("start.mp4", $"-f lavfi -i testsrc2=s=320x240:r=25:d=6 {H264} -movflags +faststart"),
                0.5
            ),
            "encrypted" => MakeAsync(
                "encrypted.mp4",
                $"-f lavfi -i testsrc2=s=320x240:r=25:d=2 {H264} -encryption_scheme cenc-aes-ctr -encryption_key "
                    + $"76a6c65c5ea762046bd749a2e632ccbb -encryption_kid a7e61c373e219033c21091fa607bf3b8"
            ),
            "absurd dimensions" => HugeAsync(),
            "playlist of a file" => WriteAsync("local.mp4", () =>
                Task.FromResult("#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"u8.ToArray())
            ),
            "playlist of the web" => WriteAsync("web.m3u8", () =>
                Task.FromResult("#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n"u8.ToArray())
            ),
            "list of files" => WriteAsync("list.mp4", () => Task.FromResult("ffconcat version 1.0\nfile /etc/passwd\n"u8.ToArray())),
            "still picture" => MakeAsync("still.png", "-f lavfi -i testsrc2=s=640x360 -frames:v 1"),
            "film without a frame" => MakeAsync("frameless.mp4", $"-f lavfi -i testsrc2=s=320x240:r=25:d=1 {H264} -frames:v 0"),
            "words without a picture" => MakeAsync("subtitles.mp4", $"-i {SubtitlePath()} -c:s mov_text"),
            "garbage in the middle" => SpoilAsync(
                "spoilt.mp4",
                MakeAsync("whole.mp4", $"-f lavfi -i testsrc2=s=320x240:r=25:d=6 {H264} -movflags +faststart")
            ),
            "film of one frame" => MakeAsync("one-frame.mp4", $"-f lavfi -i testsrc2=s=320x240:r=25 -frames:v 1 {H264}"),
            "small gif" => MakeAsync("moving.gif", "-f lavfi -i testsrc2=s=160x120:r=5:d=2"),
            "sound only" => MakeAsync("sound.mp3", "-f lavfi -i sine=d=3 -c:a libmp3lame"),
            "sound with a cover" => MakeAsync(
                "cover.mp3",
                "-f lavfi -i sine=d=3 -f lavfi -i testsrc2=s=300x300:r=1:d=1 -map 0 -map 1 -c:a libmp3lame -c:v mjpeg "
                    + "-disposition:v attached_pic"
            ),
            "tiny picture" => MakeAsync("tiny.mp4", $"-f lavfi -i testsrc2=s=16x16:r=25:d=2 {H264}"),
            "wide strip" => MakeAsync("strip.mp4", $"-f lavfi -i testsrc2=s=1920x32:r=25:d=5 {H264}"),
            "short film" => FilmAsync(2, 640),
            "low film" => FilmAsync(5, 320),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    private static Task<string> MakeAsync(string name, string arguments) => OnceAsync(name, async path =>
        {
            using var ffmpeg = Process.Start(
                new ProcessStartInfo("ffmpeg", $"-v error -nostdin -y {arguments} {path}") { RedirectStandardError = true }
            )!;
            var errors = await ffmpeg.StandardError.ReadToEndAsync();
            await ffmpeg.WaitForExitAsync();
            if (ffmpeg.ExitCode != 0)
            {
                throw new InvalidOperationException(errors);
            }
        });

    private static Task<string> WriteAsync(string name, Func<Task<byte[]>> bytes) =>
        OnceAsync(name, async path => await File.WriteAllBytesAsync(path, await bytes()));

    private static Task<string> CutAsync(string name, Task<string> whole, double share) => WriteAsync(name, async () =>
        {
            var bytes = await File.ReadAllBytesAsync(await whole);
            return bytes[..(int)(bytes.Length * share)];
        });

    private static Task<string> SpoilAsync(string name, Task<string> whole) => WriteAsync(name, async () =>
        {
            var bytes = await File.ReadAllBytesAsync(await whole);
            Noise(bytes.Length / 8).CopyTo(bytes, bytes.Length / 2);
            return bytes;
        });

    private static async Task<string> HugeAsync()
    {
        var small = await OfKindAsync("small gif");
        return await WriteAsync("huge.gif", async () =>
        {
            var bytes = await File.ReadAllBytesAsync(small);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(6), 30_000);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), 30_000);
            return bytes;
        });
    }

    private static string SubtitlePath()
    {
        var path = Path.Combine(_folder, "words.srt");
        File.WriteAllText(path, "1\n00:00:00,000 --> 00:00:03,000\nOnly words.\n");
        return path;
    }

    private static byte[] Noise(int length)
    {
        var noise = new byte[length];
        new Random(7).NextBytes(noise);
        return noise;
    }

    private static Task<string> OnceAsync(string name, Func<string, Task> make) =>
        _made
            .GetOrAdd(name, _ => new Lazy<Task<string>>(async () =>
            {
                var path = Path.Combine(_folder, name);
                await make(path);
                return path;
            }))
            .Value;

    private static string MakeFolder()
    {
        var folder = Directory.CreateTempSubdirectory("reelsight-end-to-end-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }
}
