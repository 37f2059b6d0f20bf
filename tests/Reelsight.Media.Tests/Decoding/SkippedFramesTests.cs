using Reelsight.Media.Decoding;
using Reelsight.Media.Shots;

namespace Reelsight.Media.Tests.Decoding;

public sealed class SkippedFramesTests
{
    private const string TwoScenes =
        "-f lavfi -i testsrc2=s=320x240:r=30:d=2.1 -f lavfi -i smptebars=s=320x240:r=30:d=2 -filter_complex "
        + "[0][1]concat -c:v libx264 -bf 3 -preset veryfast";

    [Fact]
    public async Task Without_the_frames_nothing_refers_to_there_are_the_same_samples_and_the_same_shots_to_a_few_frames()
    {
        var info = await TestClips.InfoAsync(TestClips.MakeAsync("two-scenes-b.mp4", TwoScenes));
        var (whole, all) = await DecodedClips.DecodeAsync(info);
        var (thinned, fewer) = await DecodedClips.DecodeAsync(info, new VideoDecoderOptions { SkipNonReferenceFrames = true });

        Assert.True(fewer.Frames.Count < all.Frames.Count);
        Assert.False(fewer.IsTruncated);
        Assert.Equal(whole.Count, thinned.Count);
        Assert.All(whole.Zip(thinned), pair => Assert.InRange(pair.Second.TimeSec - pair.First.TimeSec, 0, 0.14));
        var shots = ShotDetector.Detect(info, fewer);
        Assert.Equal(2, shots.Count);
        Assert.InRange(shots[0].Range.EndSec, 2.0, 2.24);
    }

    [Fact]
    public async Task A_slow_stream_keeps_every_frame()
    {
        var info = await TestClips.InfoAsync(
            TestClips.MakeAsync("slow-b.mp4", "-f lavfi -i testsrc2=s=320x240:r=12:d=2 -c:v libx264 -bf 3 -preset veryfast")
        );
        var (_, result) = await DecodedClips.DecodeAsync(info, new VideoDecoderOptions { SkipNonReferenceFrames = true });
        Assert.Equal(24, result.Frames.Count);
    }
}
