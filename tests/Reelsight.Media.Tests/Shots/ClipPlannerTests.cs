using Reelsight.Core.Time;
using Reelsight.Media.Shots;

namespace Reelsight.Media.Tests.Shots;

public sealed class ClipPlannerTests
{
    [Fact]
    public void Short_shots_join_long_ones_are_split_evenly_and_boundaries_are_kept()
    {
        var clips = ClipPlanner.Plan(40, [3, 4, 30]);
        Assert.Equal([0, 3, 12, 21, 30], clips.Select(c => c.StartSec));
        Assert.Equal(40, clips[^1].EndSec);
    }

    [Theory]
    [InlineData(0.04)]
    [InlineData(1.99)]
    public void A_timeline_shorter_than_a_clip_is_one_clip(double duration) =>
        Assert.Equal([new TimeRange(0, duration)], ClipPlanner.Plan(duration, [0.5, 1]));

    [Fact]
    public void Clips_cover_any_timeline_without_gap_or_overlap_within_their_lengths()
    {
        var random = new Random(11);
        for (var round = 0; round < 500; round++)
        {
            var duration = 2 + (random.NextDouble() * 300);
            var boundaries = Enumerable.Range(0, random.Next(120)).Select(_ => random.NextDouble() * duration).ToArray();
            var clips = ClipPlanner.Plan(duration, boundaries);
            Assert.Equal(0, clips[0].StartSec);
            Assert.Equal(duration, clips[^1].EndSec);
            Assert.Equal(clips.Skip(1).Select(c => c.StartSec), clips.SkipLast(1).Select(c => c.EndSec));
            Assert.All(clips, c => Assert.InRange(c.DurationSec, 2 - 1e-9, 10 + 1e-6));
            Assert.Equal(clips, ClipPlanner.Plan(duration, boundaries.Reverse()));
        }
    }
}
