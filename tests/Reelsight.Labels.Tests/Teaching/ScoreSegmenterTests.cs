using Reelsight.Core.Time;
using Reelsight.Labels.Teaching;

namespace Reelsight.Labels.Tests.Teaching;

public sealed class ScoreSegmenterTests
{
    [Fact]
    public void An_interval_begins_and_ends_where_the_scores_change()
    {
        float[] scores = [-1, -0.8f, 0.9f, 0.7f, 1, -0.9f, -1, -1];

        var found = Assert.Single(ScoreSegmenter.Find(Windows(scores.Length), scores, 0));

        Assert.Equal(new TimeRange(2, 5), found.Range);
        Assert.Equal(0.867, found.Score, 3);
    }

    [Fact]
    public void One_doubtful_frame_neither_divides_an_interval_nor_makes_one()
    {
        float[] scores = [-1, 0.2f, -1, -1, 0.9f, 0.8f, -0.2f, 0.9f, 1, -1];

        Assert.Equal(new TimeRange(4, 9), Assert.Single(ScoreSegmenter.Find(Windows(scores.Length), scores, 0)).Range);
    }

    [Fact]
    public void A_video_that_shows_the_label_throughout_is_one_interval()
    {
        float[] scores = [0.5f, 0.8f, 0.9f];

        Assert.Equal(new TimeRange(0, 3), Assert.Single(ScoreSegmenter.Find(Windows(scores.Length), scores, 0)).Range);
    }

    [Fact]
    public void Nothing_above_the_threshold_gives_nothing()
    {
        Assert.Empty(ScoreSegmenter.Find(Windows(3), [-0.5f, 0.1f, -0.8f], 0.2));
        Assert.Empty(ScoreSegmenter.Find([], [], 0));
    }

    [Fact]
    public void Windows_follow_each_other_without_gaps_and_end_with_their_clips()
    {
        var video = TeachingFootage.Make("v", 12, []);

        var windows = TeachingWindow.Split(video);

        Assert.Equal(0, windows[0].Range.StartSec);
        Assert.Equal(12, windows[^1].Range.EndSec);
        Assert.All(windows.Zip(windows.Skip(1)), pair => Assert.Equal(pair.First.Range.EndSec, pair.Second.Range.StartSec));
        Assert.Equal(5, windows[4].Range.EndSec);
        Assert.Equal([0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2], windows.Select(w => w.Clip));
    }

    private static TeachingWindow[] Windows(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new TeachingWindow(i, 0, i + 0.5, new TimeRange(i, i + 1)))];
}
