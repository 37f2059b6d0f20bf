using Reelsight.Core.Time;
using Reelsight.Media.Probe;

namespace Reelsight.Media.Tests.Probe;

/// <summary>Frames by number are the frames that a decoder shows, whatever the container does with time.</summary>
public sealed class FrameMapReaderTests
{
    private const string Moving = "-f lavfi -i testsrc2=s=160x120:r=30:d=2";

    public static TheoryData<string, string> Files =>
        new()
        {
            { "map-bframes.mp4", $"{Moving} -c:v libx264 -bf 3" },
            { "map-ntsc.mp4", "-f lavfi -i testsrc2=s=160x120:r=30000/1001:d=2 -c:v libx264" },
            { "map-milliseconds.mkv", $"{Moving} -c:v libx264" },
            { "map-altref.webm", $"{Moving} -c:v libvpx-vp9 -auto-alt-ref 1 -lag-in-frames 20 -deadline realtime" },
            { "map-variable.mp4", $"{Moving} -vf select='not(eq(mod(n\\,5)\\,2))+gt(n\\,40)' -fps_mode vfr -c:v libx264 -bf 2" },
            { "map-interlaced.ts", $"{Moving} -vf interlace -c:v mpeg2video -flags +ilme+ildct" },
            { "map-late.ts", $"{Moving} -c:v libx264 -output_ts_offset 700" },
            { "map.avi", $"{Moving} -c:v mpeg4" },
        };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_frame_has_the_time_stamp_that_a_decoder_gives_it(string name, string arguments)
    {
        var path = await TestClips.MakeAsync(name, arguments);
        var map = await MapAsync(path);
        Assert.Equal(await TestClips.FrameTimesAsync(path), map.Pts);
        Assert.True(map.EndPts > map.Pts[^1]);
        for (var frame = 0; frame < map.Count; frame++)
        {
            Assert.Equal(frame, map.FrameAt(map.GetTimeSec(frame)));
            Assert.Equal(frame, map.GetNearestEdge(map.GetTimeSec(frame)));
        }
        Assert.Equal(map.Count, map.GetNearestEdge(map.GetTimeSec(map.Count)));
    }

    [Fact]
    public async Task A_map_comes_back_from_its_bytes_as_it_was()
    {
        var map = await MapAsync(
            await TestClips.MakeAsync("map-variable.mp4", Files.Single(f => f.Data.Item1 == "map-variable.mp4").Data.Item2)
        );
        var back = FrameMap.FromBytes(map.ToBytes());
        Assert.Equal(map.Pts, back.Pts);
        Assert.Equal((map.TimeBase, map.Origin, map.EndPts), (back.TimeBase, back.Origin, back.EndPts));
        Assert.Null(map.ConstantStep);
    }

    [Fact]
    public async Task Sound_alone_counts_milliseconds()
    {
        var map = await MapAsync(await TestClips.MakeAsync("map.wav", "-f lavfi -i sine=d=1.5"));
        var back = FrameMap.FromBytes(map.ToBytes());
        Assert.True(back.IsAudioOnly);
        Assert.Equal((1500, 0.25, 250), (back.Count, back.GetTimeSec(250), back.FrameAt(0.25)));
    }

    private static async Task<FrameMap> MapAsync(string path) =>
        await new FrameMapReader(TestClips.Tools).ReadAsync(await TestClips.Probe.ProbeAsync(path));
}
