using System.Globalization;
using System.Text.Json;
using Reelsight.Media.Decoding;
using Reelsight.Media.Delivery;
using Reelsight.Media.Probe;
using Reelsight.Media.Tests.Decoding;

namespace Reelsight.Media.Tests.Delivery;

public sealed class DeliveryTests
{
    private readonly HlsPackager _packager = new(TestClips.Tools);

    [Theory]
    [InlineData(0)]
    [InlineData(1.234)]
    [InlineData(3.96)]
    [InlineData(99)]
    public async Task A_thumbnail_is_the_picture_shown_at_that_time(double timeSec)
    {
        // Each frame's brightness is its number: which one was taken is seen in the picture.
        var clip = await TestClips.MakeAsync(
            "numbered.mp4",
            "-f lavfi -i color=black:s=320x240:r=25:d=4 -vf geq=lum=16+2*N:cb=128:cr=128 -c:v libx264 -preset "
                + "veryfast -crf 10 -g 50 -output_ts_offset 3"
        );
        var info = await TestClips.Probe.ProbeAsync(clip);
        var path = Path.Combine(TestClips.Folder, $"thumb{timeSec.ToString(CultureInfo.InvariantCulture)}.jpg");
        await new Thumbnailer(TestClips.Tools).CaptureAsync(info, timeSec, 160, path);
        var (pictures, _) = await DecodedClips.DecodeAsync(Task.FromResult(path));
        Assert.Equal(160, pictures[0].Width);
        var expected = Math.Min(99, Math.Floor((timeSec * 25) + 1e-6)); // in the test: a constant rate made here
        Assert.InRange(pictures[0].At(0.5, 0.5).G * 219 / 255.0 / 2, expected - 1, expected + 1);
    }

    [Fact]
    public async Task Thumbnails_of_the_pass_lie_at_their_times()
    {
        var folder = Directory.CreateDirectory(Path.Combine(TestClips.Folder, "thumbs")).FullName;
        var (_, result) = await DecodedClips.DecodeAsync(
            TestClips.PlainAsync(),
            new VideoDecoderOptions { ThumbnailFolder = folder, ThumbnailWidth = 100 }
        );
        Assert.Equal(["000000000.jpg", "000002000.jpg"], result.Thumbnails.Select(t => t.FileName));
        Assert.Equal([0, 2], result.Thumbnails.Select(t => t.TimeSec));
        var (pictures, _) = await DecodedClips.DecodeAsync(Task.FromResult(Path.Combine(folder, "000002000.jpg")));
        Assert.Equal((100, 75), (pictures[0].Width, pictures[0].Height));
    }

    [Fact]
    public async Task A_browser_playable_file_is_copied_and_plays_whole()
    {
        var info = await TestClips.InfoAsync(
            TestClips.MakeAsync(
                "copy.mp4",
                "-f lavfi -i testsrc2=s=320x240:r=30:d=14 -f lavfi -i sine=d=14:sample_rate=48000 -c:v libx264 "
                    + "-preset ultrafast -g 60 -c:a aac"
            )
        );
        Assert.True(HlsPackager.CanCopy(info));
        await PlaysWholeAsync(info, 14, 14 * 30);
    }

    [Fact]
    public async Task Anything_else_is_transcoded_by_segment_and_joins_without_a_seam()
    {
        var info = await TestClips.InfoAsync(
            TestClips.MakeAsync(
                "lazy.webm",
                "-f lavfi -i testsrc2=s=175x99:r=24:d=14 -f lavfi -i sine=d=14:sample_rate=48000 -c:v libvpx "
                    + "-deadline realtime -cpu-used 8 -c:a libopus"
            )
        );
        Assert.False(HlsPackager.CanCopy(info));
        await PlaysWholeAsync(info, 14, 14 * 24);
    }

    [Fact]
    public async Task A_late_and_rotated_file_plays_upright_from_zero()
    {
        var flat = await TestClips.MakeAsync(
            "late-flat.mp4",
            "-f lavfi -i testsrc2=s=320x240:r=25:d=8 -c:v libx264 -preset ultrafast -output_ts_offset 5"
        );
        var info = await TestClips.InfoAsync(TestClips.MakeAsync("late-rotated.mp4", $"-copyts -i {flat} -c copy -metadata:s:v rotate=90"));
        Assert.False(HlsPackager.CanCopy(info));
        var playlist = await PlaysWholeAsync(info, 8, 200);
        var played = JsonDocument.Parse(
            await TestClips.RunAsync(
                "ffprobe",
                [.. TestClips.Split("-v error -select_streams v -show_entries stream=width,height -of json"), playlist]
            )
        );
        var stream = played.RootElement.GetProperty("streams")[0];
        Assert.Equal((240, 320), (stream.GetProperty("width").GetInt32(), stream.GetProperty("height").GetInt32()));
    }

    [Fact]
    public async Task Sound_alone_plays()
    {
        var info = await TestClips.InfoAsync(TestClips.MakeAsync("alone.wav", "-f lavfi -i sine=d=14:sample_rate=44100"));
        var playlist = await PlaysWholeAsync(info, 14, 0);

        // A tone obeys x[n] = 2 cos(w) x[n-1] - x[n-2]; a click at a seam does not.
        var played = Path.Combine(TestClips.Folder, "alone-played.f32");
        await TestClips.RunAsync(
            "ffmpeg",
            [.. TestClips.Split("-v error -y -i"), playlist, .. TestClips.Split("-ac 1 -ar 48000 -f f32le"), played]
        );
        var tone = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(await File.ReadAllBytesAsync(played)).ToArray();
        var twice = 2 * Math.Cos(2 * Math.PI * 440 / 48_000);
        for (var seam = 1; seam <= 2; seam++)
        {
            var at = (int)(seam * 6.4 * 48_000);
            Assert.All(Enumerable.Range(at - 3000, 6000), n =>
                Assert.InRange(tone[n] - (twice * tone[n - 1]) + tone[n - 2], -0.004, 0.004)
            );
        }
    }

    [Fact]
    public async Task A_segment_asked_for_twice_at_once_is_made_once_and_foreign_names_are_none()
    {
        var info = await TestClips.InfoAsync(TestClips.MakeAsync("once.avi", "-f lavfi -i testsrc2=s=160x120:r=25:d=3 -c:v mpeg4"));
        var folder = Path.Combine(TestClips.Folder, "hls-once");
        var both = await Task.WhenAll(_packager.GetSegmentAsync(info, folder, 0), _packager.GetSegmentAsync(info, folder, 0));
        Assert.Equal(both[0], both[1]);
        Assert.Equal(["seg00000.ts"], Directory.EnumerateFiles(folder).Select(Path.GetFileName));
        Assert.Null(await _packager.GetSegmentAsync(info, folder, 1));
        Assert.Null(await _packager.GetFileAsync(info, folder, "../once.avi"));
        Assert.Null(await _packager.GetFileAsync(info, folder, "seg00000.ts\n"));
    }

    // Makes every segment, last first, then lets ffmpeg's own player code read the playlist.
    private async Task<string> PlaysWholeAsync(MediaInfo info, double seconds, int frames)
    {
        var folder = Path.Combine(TestClips.Folder, "hls-" + Path.GetFileName(info.Path));
        var playlist = await _packager.GetPlaylistAsync(info, folder);
        var names = (await File.ReadAllLinesAsync(playlist)).Where(l => l.EndsWith(".ts", StringComparison.Ordinal)).ToArray();
        foreach (var name in names.Reverse())
        {
            Assert.NotNull(await _packager.GetFileAsync(info, folder, name));
        }

        var json = JsonDocument.Parse(
            await TestClips.RunAsync(
                "ffprobe",
                [.. TestClips.Split("-v error -show_entries packet=codec_type,pts_time,duration_time:format=duration -of json"), playlist]
            )
        );
        Assert.InRange(Number(json.RootElement.GetProperty("format"), "duration"), seconds - 0.1, seconds + 0.1);
        var packets = json.RootElement.GetProperty("packets").EnumerateArray().ToLookup(p => p.GetProperty("codec_type").GetString());
        Assert.InRange(packets["video"].Count(), frames, frames == 0 ? 0 : frames + 1); // sound may end a little after the last picture
        foreach (var kind in (string[])["video", "audio"])
        {
            var times = packets[kind].Select(p => Number(p, "pts_time")).Order().ToArray();
            if (times.Length == 0)
            {
                continue;
            }

            var usual = (times[^1] - times[0]) / (times.Length - 1);
            Assert.All(times.Zip(times.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, usual * 0.98, usual * 1.02));
            Assert.InRange(times[^1] - times[0] + usual, seconds - 0.1, seconds + 0.1);
        }
        var errors = await TestClips.RunAsync(
            "ffmpeg",
            [.. TestClips.Split("-v error -xerror -i"), playlist, .. TestClips.Split("-f null -")]
        );
        Assert.Equal("", errors);
        return playlist;
    }

    private static double Number(JsonElement element, string name) =>
        double.Parse(element.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
