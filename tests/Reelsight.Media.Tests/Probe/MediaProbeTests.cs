using Reelsight.Core.Errors;
using Reelsight.Core.Time;
using Reelsight.Media.Probe;
using Reelsight.Media.Shots;
using Reelsight.Media.Tests.Decoding;

namespace Reelsight.Media.Tests.Probe;

public sealed class MediaProbeTests
{
    private const string Picture = "-f lavfi -i testsrc2=s=320x240:r=30:d=2 ";

    [Fact]
    public async Task A_plain_mp4_is_described_in_full()
    {
        var info = await TestClips.InfoAsync(TestClips.PlainAsync());
        Assert.Equal((MediaKind.Video, "mp4", "video/mp4"), (info.Kind, info.Container, info.MimeType));
        Assert.Equal(4, info.DurationSec, 1);
        Assert.True(info.BitrateBps > 0);
        var video = info.Video!;
        Assert.Equal(("h264", 320, 240, 0), (video.Codec, video.Width, video.Height, video.Rotation));
        Assert.Equal(new Rational(30, 1), video.FrameRate);
        Assert.Equal(("yuv420p", 8, "progressive"), (video.PixelFormat, video.BitDepth, video.ScanType));
        Assert.Equal(120, video.FrameCount);
        Assert.True(video.ReorderDepth > 0);
        Assert.Equal(new Rational(4, 3), video.DisplayAspect);
        var audio = info.Audio!;
        Assert.Equal(("aac", 48_000, 1, "mono"), (audio.Codec, audio.SampleRate, audio.Channels, audio.ChannelLayout));
        Assert.Equal(0, audio.StartSec, 2);
    }

    [Theory]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    public async Task Rotation_swaps_the_sides_and_turns_the_pictures(int rotate)
    {
        // Red above green: which way the picture was turned is seen in its corners.
        var flat = await TestClips.MakeAsync(
            "flag.mp4",
            "-f lavfi -i color=red:s=320x120:r=25:d=1 -f lavfi -i color=lime:s=320x120:r=25:d=1 -filter_complex "
                + "vstack -c:v libx264 -preset veryfast"
        );
        var info = await TestClips.InfoAsync(
            TestClips.MakeAsync($"rotated{rotate}.mp4", $"-i {flat} -c copy -metadata:s:v rotate={rotate}")
        );
        var video = info.Video!;
        var sideways = rotate != 180;
        Assert.Equal(sideways ? (240, 320) : (320, 240), (video.Width, video.Height));
        Assert.Equal((320, 240), (video.CodedWidth, video.CodedHeight));

        var (pictures, _) = await DecodedClips.DecodeAsync(info);
        Assert.Equal((video.Width, video.Height), (pictures[0].Width, pictures[0].Height));
        // ffmpeg's own turning is the independent account.
        var raw = await TestClips.MakeAsync($"upright{rotate}.png", $"-i {info.Path} -frames:v 1");
        var (expected, _) = await DecodedClips.DecodeAsync(Task.FromResult(raw));
        foreach (var (x, y) in ((double, double)[])[(0.1, 0.1), (0.9, 0.1), (0.1, 0.9), (0.9, 0.9)])
        {
            Assert.InRange(Math.Abs(pictures[0].At(x, y).R - expected[0].At(x, y).R), 0, 12);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(8)]
    public async Task A_photo_is_turned_as_its_camera_says(int orientation)
    {
        // Red above green, and an EXIF block that says how the camera was held.
        var flat = await TestClips.MakeAsync(
            "photo.jpg",
            "-f lavfi -i color=red:s=320x120 -f lavfi -i color=lime:s=320x120 -filter_complex vstack -frames:v 1"
        );
        var info = await TestClips.InfoAsync(TestClips.WriteAsync($"photo{orientation}.jpg", async () =>
            {
                var jpeg = await File.ReadAllBytesAsync(flat);
                byte[] exif =
                [
                    0xFF,
                    0xE1,
                    0,
                    34,
                    .. "Exif\0\0MM\0*\0\0\0\b\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0"u8,
                    (byte)orientation,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                ];
                return [.. jpeg[..2], .. exif, .. jpeg[2..]];
            }));
        var (pictures, _) = await DecodedClips.DecodeAsync(info);
        Assert.Equal(orientation == 3 ? (320, 240) : (240, 320), (pictures[0].Width, pictures[0].Height));
        var (x, y) = orientation switch
        {
            3 => (0.5, 0.9),
            6 => (0.9, 0.5),
            _ => (0.1, 0.5),
        }; // where the top went
        Assert.True(pictures[0].At(x, y).R > 200 && pictures[0].At(x, y).G < 60);
    }

    [Fact]
    public async Task Wide_pixels_are_made_square()
    {
        var info = await TestClips.InfoAsync(TestClips.MakeAsync("wide.mp4", Picture + "-vf setsar=2 -c:v libx264 -preset veryfast"));
        Assert.Equal((640, 240), (info.Video!.Width, info.Video.Height));
        Assert.Equal(new Rational(2, 1), info.Video.PixelAspect);
        var (pictures, _) = await DecodedClips.DecodeAsync(info);
        Assert.Equal((640, 240), (pictures[0].Width, pictures[0].Height));
    }

    [Theory]
    [InlineData("smpte2084", ":colorprim=bt2020:colormatrix=bt2020nc")]
    [InlineData("arib-std-b67", ":colorprim=bt2020:colormatrix=bt2020nc")]
    [InlineData("smpte2084", "")]
    public async Task Hdr_is_flagged_and_its_white_stays_white(string transfer, string tags)
    {
        var info = await TestClips.InfoAsync(
            TestClips.MakeAsync(
                $"hdr-{transfer}{tags.Length}.mkv",
                $"-f lavfi -i color=white:s=320x240:r=25:d=1 -vf format=yuv420p10le -c:v libx265 -preset ultrafast "
                    + $"-x265-params log-level=none:transfer={transfer}{tags}"
            )
        );
        Assert.True(info.Video!.IsHdr);
        Assert.Equal((10, transfer), (info.Video.BitDepth, info.Video.ColorTransfer));
        var (pictures, _) = await DecodedClips.DecodeAsync(info);
        var (r, g, b) = pictures[0].At(0.5, 0.5);
        Assert.True(r > 200 && Math.Abs(r - g) < 6 && Math.Abs(g - b) < 6, $"{r} {g} {b}");
    }

    [Fact]
    public async Task Cover_art_is_not_a_video()
    {
        var cover = await TestClips.MakeAsync("cover.png", "-f lavfi -i testsrc2=s=64x64:d=1 -frames:v 1");
        var info = await TestClips.InfoAsync(
            TestClips.MakeAsync("song.mp3", $"-f lavfi -i sine=d=3 -i {cover} -map 0 -map 1 -c:v copy -disposition:v attached_pic")
        );
        Assert.Equal((MediaKind.Audio, 1, "audio/mpeg"), (info.Kind, info.AttachedImageCount, info.MimeType));
        Assert.Null(info.Video);
        Assert.Equal(3, info.DurationSec, 1);
    }

    [Theory]
    [InlineData("still.jpg", "image/jpeg")]
    [InlineData("still.png", "image/png")]
    [InlineData("still.webp", "image/webp")]
    [InlineData("still.gif", "image/gif")]
    [InlineData("still.bmp", "image/bmp")]
    public async Task A_still_picture_is_an_image_and_gives_one_frame(string name, string mime)
    {
        var info = await TestClips.InfoAsync(TestClips.MakeAsync(name, "-f lavfi -i testsrc2=s=200x100:d=1 -frames:v 1"));
        Assert.Equal((MediaKind.Image, mime, 0.0), (info.Kind, info.MimeType, info.DurationSec));
        var (pictures, result) = await DecodedClips.DecodeAsync(info);
        Assert.Equal((200, 100), (pictures.Single().Width, pictures[0].Height));
        Assert.False(result.IsTruncated);
    }

    [Fact]
    public async Task An_animated_gif_is_a_video()
    {
        var info = await TestClips.InfoAsync(TestClips.MakeAsync("moving.gif", "-f lavfi -i testsrc2=s=64x64:r=5:d=2"));
        Assert.Equal((MediaKind.Video, true, "image/gif"), (info.Kind, info.IsAnimated, info.MimeType));
        Assert.Equal(2, info.DurationSec, 1);
    }

    [Fact]
    public async Task A_video_of_one_frame_works()
    {
        var info = await TestClips.InfoAsync(
            TestClips.MakeAsync("one.mp4", "-f lavfi -i testsrc2=s=64x64:r=25:d=1 -frames:v 1 -c:v libx264")
        );
        var (pictures, result) = await DecodedClips.DecodeAsync(info);
        Assert.Single(pictures);
        Assert.Single(ShotDetector.Detect(info, result));
        Assert.Equal(MediaKind.Video, info.Kind);
    }

    [Theory]
    [InlineData("raw.h264", "-c:v libx264 -preset veryfast -bf 0")]
    [InlineData("raw.m2v", "-c:v mpeg2video")]
    public async Task A_stream_without_a_container_has_the_length_of_its_frames(string name, string codec)
    {
        var info = await TestClips.InfoAsync(TestClips.MakeAsync(name, $"-f lavfi -i testsrc2=s=320x240:r=25:d=2 {codec}"));
        Assert.InRange(info.DurationSec, 1.8, 2.2);
    }

    [Fact]
    public async Task A_live_recording_without_a_length_is_measured()
    {
        var info = await TestClips.InfoAsync(
            TestClips.MakeAsync("live.webm", Picture + "-c:v libvpx -deadline realtime -cpu-used 8 -live 1")
        );
        Assert.InRange(info.DurationSec, 1.9, 2.1);
    }

    [Fact]
    public async Task Recording_tags_are_read()
    {
        var info = await TestClips.InfoAsync(
            TestClips.MakeAsync(
                "tags.mov",
                "-f lavfi -i testsrc2=s=320x240:r=30000/1001:d=1 -c:v libx264 -preset veryfast -timecode 01:02:03;04 "
                    + "-metadata creation_time=2024-05-06T07:08:09Z -metadata location=+48.8577+002.2950+033.0/"
            )
        );
        Assert.Equal(new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero), info.CreatedAt);
        Assert.Equal(new GeoPoint(48.8577, 2.295, 33), info.Location);
        Assert.Equal("01:02:03;04", info.StartTimecode?.Text);
        Assert.True(info.StartTimecode?.IsDropFrame);
        Assert.Equal(new Rational(30_000, 1001), info.Video!.FrameRate);
    }

    [Theory]
    [InlineData("low.mp4", "320x240", 5, FailureCodes.ResolutionTooLow, "320x240")]
    [InlineData("short.mp4", "480x360", 2, FailureCodes.DurationTooShort, "from 4 to 14400 seconds")]
    [InlineData("strip.mp4", "1200x400", 5, FailureCodes.InvalidAspectRatio, "3:1")]
    public async Task The_published_limits_name_the_value_and_the_range(string name, string size, int seconds, string code, string words)
    {
        var info = await TestClips.InfoAsync(
            TestClips.MakeAsync(name, $"-f lavfi -i color=gray:s={size}:r=5:d={seconds} -c:v libx264 -preset ultrafast")
        );
        new MediaLimits().Check(info);
        var e = Assert.Throws<MediaException>(() => MediaLimits.TwelveLabs.Check(info));
        Assert.Equal(code, e.Failure.Code);
        Assert.Contains(words, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sizes_and_lengths_beyond_the_limits_are_named()
    {
        var info = await TestClips.InfoAsync(
            TestClips.MakeAsync("in-range.mp4", "-f lavfi -i color=gray:s=640x360:r=5:d=5 -c:v libx264 -preset ultrafast")
        );
        MediaLimits.TwelveLabs.Check(info);
        Assert.Equal(
            FailureCodes.FileTooLarge,
            Assert.Throws<MediaException>(() => MediaLimits.TwelveLabs.Check(info with { SizeBytes = 5_000_000_000 })).Failure.Code
        );
        Assert.Equal(
            FailureCodes.DurationTooLong,
            Assert.Throws<MediaException>(() => MediaLimits.TwelveLabs.Check(info with { DurationSec = 20_000 })).Failure.Code
        );
    }
}
