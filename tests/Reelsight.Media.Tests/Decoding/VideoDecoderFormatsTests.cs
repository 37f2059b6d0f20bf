using Reelsight.Core.Time;
using Reelsight.Media.Probe;

namespace Reelsight.Media.Tests.Decoding;

public sealed class VideoDecoderFormatsTests
{
    private const string Picture = "-f lavfi -i testsrc2=s=176x144:r=25:d=2 ";

    // A variable frame rate out of a constant one: every seventh and every frame divisible by five goes.
    private const string Uneven = Picture + "-vf select='mod(n,7)*mod(n,5)' -fps_mode vfr ";

    [Theory]
    [InlineData("h264.mp4", Picture + "-c:v libx264 -bf 3 -preset veryfast")]
    [InlineData("h264.mov", Picture + "-c:v libx264 -bf 2 -preset veryfast")]
    [InlineData("h264.mkv", Picture + "-c:v libx264 -preset veryfast")]
    [InlineData("h264.ts", Picture + "-c:v libx264 -preset veryfast")]
    [InlineData("hevc.mp4", Picture + "-c:v libx265 -preset ultrafast -x265-params log-level=none")]
    [InlineData("vp8.webm", Picture + "-c:v libvpx -deadline realtime -cpu-used 8")]
    [InlineData("vp9.webm", Picture + "-c:v libvpx-vp9 -deadline realtime -cpu-used 8")]
    [InlineData("av1.mp4", Picture + "-c:v libaom-av1 -usage realtime -cpu-used 8")]
    [InlineData("mpeg4.avi", Picture + "-c:v mpeg4")]
    [InlineData("mpeg2.mpg", Picture + "-c:v mpeg2video")]
    [InlineData("theora.ogv", Picture + "-c:v libtheora")]
    [InlineData("anim.gif", Picture)]
    [InlineData("vfr.mp4", Uneven + "-c:v libx264 -preset veryfast")]
    [InlineData("vfr.mkv", Uneven + "-c:v libx264 -preset veryfast")]
    [InlineData("late.mp4", Picture + "-c:v libx264 -preset veryfast -output_ts_offset 5")]
    [InlineData("late.ts", Picture + "-c:v libx264 -preset veryfast -output_ts_offset 5")]
    [InlineData("ten-bit.mkv", Picture + "-c:v libx264 -preset veryfast -pix_fmt yuv420p10le")]
    [InlineData("odd.mkv", "-f lavfi -i testsrc2=s=175x99:r=25:d=2 -c:v libx264 -preset veryfast -pix_fmt yuv444p")]
    public async Task Every_frame_is_measured_and_sampled_at_the_exact_timestamp_ffprobe_gives(string name, string arguments)
    {
        var path = await TestClips.MakeAsync(name, arguments);
        var info = await TestClips.Probe.ProbeAsync(path);
        Assert.Equal(MediaKind.Video, info.Kind);
        Assert.InRange(info.DurationSec, 1.9, 2.15);

        var (pictures, result) = await DecodedClips.DecodeAsync(info);
        var expected = await TestClips.FrameTimesAsync(path);

        Assert.Equal(expected, result.Frames.Select(f => f.Pts));
        Assert.Equal(SamplesOf(expected, info), pictures.Select(p => p.Time.Pts));
        Assert.All(pictures, p => Assert.Equal((info.Video!.Width, info.Video.Height), (p.Width, p.Height)));
        Assert.Equal(0, result.DamageCount);
        Assert.False(result.IsTruncated);
        Assert.InRange(result.ReadableEndSec, 1.8, 2.15);
        Assert.Equal(0, pictures[0].TimeSec, 1);
    }

    // The first frame of each half-second cell.
    private static IEnumerable<long> SamplesOf(long[] times, MediaInfo info)
    {
        var last = long.MinValue;
        foreach (var pts in times)
        {
            var cell = (long)Math.Floor((info.ToTimelineSec(new MediaTime(pts, info.Video!.TimeBase)) * 2) + 1e-6);
            if (cell > last)
            {
                yield return pts;
            }

            last = Math.Max(last, cell);
        }
    }
}
