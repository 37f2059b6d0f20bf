using Reelsight.Media.Decoding;
using Reelsight.Media.Shots;
using Reelsight.Media.Tests.Decoding;
using Reelsight.TestSupport;

namespace Reelsight.Media.Tests.Shots;

public sealed class ShotDetectorTests
{
    private static async Task<IReadOnlyList<Shot>> ShotsAsync(string name, string arguments)
    {
        var info = await TestClips.InfoAsync(TestClips.MakeAsync(name, arguments));
        var (_, result) = await DecodedClips.DecodeAsync(info);
        return ShotDetector.Detect(info, result);
    }

    [Fact]
    public async Task Cuts_are_found_at_their_exact_frames()
    {
        var shots = await ShotsAsync(
            "cuts.mp4",
            "-f lavfi -i testsrc2=s=320x240:r=25:d=1.2 -f lavfi -i smptebars=s=320x240:r=25:d=2.04 -f lavfi -i "
                + "mandelbrot=s=320x240:r=25 -f lavfi -i color=navy:s=320x240:r=25:d=1 "
                + "-filter_complex [2]trim=duration=1.6,setpts=PTS-STARTPTS[m];[0][1][m][3]concat=n=4:v=1 -c:v libx264 -preset veryfast"
        );
        Assert.Equal([0, 1.2, 3.24, 4.84], shots.Select(s => Math.Round(s.Range.StartSec, 6)));
        Assert.Equal([ShotTransition.Start, ShotTransition.Cut, ShotTransition.Cut, ShotTransition.Cut], shots.Select(s => s.Transition));
        Assert.Equal(shots.Skip(1).Select(s => s.Range.StartSec), shots.SkipLast(1).Select(s => s.Range.EndSec));
        Assert.Equal(5.84, shots[^1].Range.EndSec, 2);
        Assert.Equal(1.2, shots[1].FirstFrame.Seconds, 9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_flash_is_not_a_cut(int frames)
    {
        var shots = await ShotsAsync(
            $"flash{frames}.mp4",
            $"-f lavfi -i mandelbrot=s=320x240:r=25 -t 4 -vf "
                + $"drawbox=t=fill:color=white:enable='between(n,50,{49 + frames})' -c:v libx264 -preset veryfast"
        );
        Assert.Single(shots);
    }

    [Fact]
    public async Task A_slow_pan_is_not_a_cut()
    {
        var shots = await ShotsAsync(
            "pan.mp4",
            "-f lavfi -i mandelbrot=s=960x240:r=25:start_scale=2 -t 5 -vf crop=320:240:x=n*4 -c:v libx264 -preset veryfast"
        );
        Assert.Single(shots);
    }

    [Fact]
    public async Task A_dissolve_is_one_boundary_near_its_middle()
    {
        var shots = await ShotsAsync(
            "dissolve.mp4",
            "-f lavfi -i smptebars=s=320x240:r=25:d=3 -f lavfi -i rgbtestsrc=s=320x240:r=25:d=3 -filter_complex "
                + "xfade=transition=fade:duration=0.8:offset=2.2 -c:v libx264 -preset veryfast"
        );
        Assert.Equal(2, shots.Count);
        Assert.Equal(ShotTransition.Gradual, shots[1].Transition);
        Assert.InRange(shots[1].Range.StartSec, 2.3, 2.9);
    }

    [Fact]
    public async Task Slides_shown_for_seconds_each_begin_a_shot()
    {
        var shots = await ShotsAsync(
            "slides.mkv",
            "-f lavfi -i testsrc2=s=320x240:r=1/4:d=8 -f lavfi -i smptebars=s=320x240:r=1/4:d=8 -filter_complex "
                + "[0][1]concat=n=2:v=1,settb=1/1000 -fps_mode passthrough -c:v libx264 -preset veryfast"
        );
        Assert.Contains(shots, s => Math.Abs(s.Range.StartSec - 8) < 0.001);
    }

    [Theory(SkipUnless = nameof(SampleClips.Available), SkipType = typeof(SampleClips), Skip = SampleClips.Absent)]
    [InlineData("bottle-detection.mp4")]
    [InlineData("car-detection.mp4")]
    [InlineData("store-aisle-detection.mp4")]
    public async Task People_and_cars_moving_before_a_camera_that_stands_still_are_one_shot(string name)
    {
        var info = await TestClips.Probe.ProbeAsync(SampleClips.Combine(name));
        var (_, result) = await DecodedClips.DecodeAsync(info, new VideoDecoderOptions { SampleFps = 0.1 });
        Assert.Single(ShotDetector.Detect(info, result));
    }

    [Theory(SkipUnless = nameof(SampleClips.Available), SkipType = typeof(SampleClips), Skip = SampleClips.Absent)]
    [InlineData("bottle-detection.mp4", "store-aisle-detection.mp4")]
    [InlineData("worker-zone-detection.mp4", "classroom.mp4")]
    public async Task Real_scenes_are_told_apart_at_a_cut_and_in_a_dissolve(string one, string other)
    {
        const string Same = "fps=25,settb=1/25,trim=end_frame=100,setpts=N,scale=320:180,setsar=1,format=yuv420p";
        var (a, b) = (SampleClips.Combine(one), SampleClips.Combine(other));
        var cut = await ShotsAsync(
            $"cut-{one}",
            $"-i \"{a}\" -i \"{b}\" -filter_complex [0]{Same}[a];[1]{Same}[b];[a][b]concat -an -c:v libx264 -preset ultrafast"
        );
        Assert.Equal([0, 4], cut.Select(s => Math.Round(s.Range.StartSec, 6)));
        var dissolve = await ShotsAsync(
            $"dissolve-{one}",
            $"-i \"{a}\" -i \"{b}\" -filter_complex [0]{Same}[a];[1]{Same}[b];[a][b]xfade=duration=0.8:offset=3 -an "
                + $"-c:v libx264 -preset ultrafast"
        );
        Assert.Equal(2, dissolve.Count);
        Assert.InRange(dissolve[1].Range.StartSec, 3.1, 3.7);
    }
}
