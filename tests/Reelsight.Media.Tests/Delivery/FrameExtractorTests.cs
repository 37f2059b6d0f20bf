using Reelsight.Media.Delivery;
using Reelsight.Media.Probe;

namespace Reelsight.Media.Tests.Delivery;

/// <summary>Pictures of exactly the frames asked for.</summary>
public sealed class FrameExtractorTests
{
    [Theory]
    [InlineData("grab.mp4", "-f lavfi -i testsrc2=s=160x120:r=30:d=30 -c:v libx264 -bf 3 -g 60")]
    [InlineData("grab-late.ts", "-f lavfi -i testsrc2=s=160x120:r=30:d=30 -c:v libx264 -g 60 -output_ts_offset 700")]
    public async Task Every_frame_asked_for_comes_once_with_its_time_stamp_also_far_apart(string name, string arguments)
    {
        var info = await TestClips.Probe.ProbeAsync(await TestClips.MakeAsync(name, arguments));
        var map = await new FrameMapReader(TestClips.Tools).ReadAsync(info);
        var wanted = (long[])[map.Pts[0], map.Pts[1], map.Pts[59], map.Pts[60], map.Pts[500], map.Pts[^1]];
        var found = new List<long>();
        await foreach (var (pts, jpeg) in new FrameExtractor(TestClips.Tools).ReadAsync(info, wanted.Reverse()))
        {
            found.Add(pts);
            Assert.Equal([0xFF, 0xD8], jpeg[..2]);
        }
        Assert.Equal(wanted, found);
    }

    [Fact]
    public async Task A_time_stamp_that_no_frame_has_gives_no_picture_of_another()
    {
        var info = await TestClips.InfoAsync(TestClips.PlainAsync());
        var map = await new FrameMapReader(TestClips.Tools).ReadAsync(info);
        await foreach (var _ in new FrameExtractor(TestClips.Tools).ReadAsync(info, [map.Pts[5] + 1]))
        {
            Assert.Fail("There is no such frame.");
        }
    }
}
