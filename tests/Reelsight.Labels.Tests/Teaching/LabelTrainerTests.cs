using Reelsight.Core.Time;
using Reelsight.Labels.Teaching;

namespace Reelsight.Labels.Tests.Teaching;

public sealed class LabelTrainerTests
{
    private static readonly TimeRange[] _shown = [new(10, 16), new(31, 38)];

    [Fact]
    public void Ten_examples_find_the_label_in_a_video_that_it_has_not_seen()
    {
        var taught = Train([.. Enumerable.Range(0, 5).Select(i => TeachingFootage.Make($"v{i}", 60, _shown))]);

        var found = taught.Model!.Find(TeachingFootage.Make("new", 60, [new TimeRange(20, 27)]));

        var only = Assert.Single(found);
        Assert.True(only.Range.IoU(new TimeRange(20, 27)) > 0.7, only.ToString());
        Assert.Equal(TeachingState.Measured, taught.Figures.State);
        Assert.True(taught.Figures is { Accepted: 10, Videos: 5, Found: > 0.7, Right: > 0.7 }, taught.Figures.ToString());
        Assert.True(taught.Model.Calibration!.Compute(only.Score) > 0.5);
    }

    [Fact]
    public void The_figures_come_from_examples_that_were_left_out()
    {
        // Every video shows something else under the same label: what it learned of one does not help with another.
        var videos = Enumerable.Range(0, 4).Select(i => TeachingFootage.Make($"v{i}", 60, [], [new TimeRange(10 * i, (10 * i) + 6)]));

        var taught = Train([.. videos]);

        Assert.True(taught.Figures.Found < 0.5, taught.Figures.ToString());
        Assert.Equal(TeachingState.Measured, taught.Figures.State);
    }

    [Fact]
    public void One_example_proposes_without_figures_or_confidence_and_says_what_is_missing()
    {
        var taught = Train([TeachingFootage.Make("v", 60, [new TimeRange(10, 16)])]);

        Assert.Equal(TeachingState.Unmeasured, taught.Figures.State);
        Assert.Null(taught.Model!.Calibration);
        Assert.NotEmpty(taught.Model.Find(TeachingFootage.Make("new", 60, [new TimeRange(20, 27)])));
        Assert.Equal(
            "It proposes from 1 example in 1 video. How well cannot be said yet: mark two more moments, best in another video.",
            TeachingSentence.Describe(taught.Figures)
        );
    }

    [Fact]
    public void Three_examples_in_one_video_are_measured_within_it_and_have_no_confidence()
    {
        var taught = Train([TeachingFootage.Make("v", 90, [.. _shown, new TimeRange(60, 68)])]);

        Assert.Equal(TeachingState.Measured, taught.Figures.State);
        Assert.Null(taught.Model!.Calibration);
        Assert.Contains("Measured within one video", TeachingSentence.Describe(taught.Figures), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_rejected_moments_teach_nothing_and_say_so()
    {
        var taught = Train([TeachingFootage.Make("v", 60, [], rejected: _shown)]);

        Assert.Null(taught.Model);
        Assert.Equal(
            "It has seen 2 moments that do not show it, and none that does: mark one that does.",
            TeachingSentence.Describe(taught.Figures)
        );
    }

    [Fact]
    public void Examples_that_fill_all_footage_need_something_to_be_told_from()
    {
        var taught = Train([TeachingFootage.Make("v", 30, [new TimeRange(0, 30)])]);

        Assert.Null(taught.Model);
        Assert.Equal(TeachingState.NeedsContrast, taught.Figures.State);
    }

    [Fact]
    public void Other_footage_is_enough_to_be_told_from()
    {
        var taught = LabelTrainer.Train(
            [TeachingFootage.Make("v", 30, [new TimeRange(0, 30)])],
            [.. Enumerable.Range(0, 6).Select(i => TeachingFootage.Make($"other{i}", 30, []))],
            0,
            CancellationToken.None
        );

        Assert.NotNull(taught.Model);
    }

    [Fact]
    public void Other_footage_that_shows_the_label_unmarked_is_proposed_all_the_same()
    {
        TeachingVideo[] others =
        [
            .. Enumerable.Range(0, 6).Select(i => TeachingFootage.Make($"other{i}", 60, [new TimeRange(20, 27)], [])),
        ];

        var taught = LabelTrainer.Train(
            [.. Enumerable.Range(0, 3).Select(i => TeachingFootage.Make($"v{i}", 60, _shown))],
            others,
            0,
            CancellationToken.None
        );

        Assert.All(others, other => Assert.Contains(taught.Model!.Find(other), s => s.Range.IoU(new TimeRange(20, 27)) >= 0.5));
    }

    [Fact]
    public void A_moment_both_accepted_and_rejected_is_left_out_and_named()
    {
        var taught = Train([
            TeachingFootage.Make("a", 60, _shown, rejected: [new TimeRange(10, 16)]),
            TeachingFootage.Make("b", 60, _shown),
        ]);

        Assert.True(taught.Figures is { Accepted: 3, Rejected: 0, Contradictory: 1 }, taught.Figures.ToString());
        Assert.EndsWith(
            "1 moment is both accepted and rejected and was left out: decide which is right.",
            TeachingSentence.Describe(taught.Figures),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Edges_drawn_anew_inside_a_rejected_proposal_are_an_example()
    {
        var taught = Train([TeachingFootage.Make("a", 60, [new TimeRange(10, 16)], rejected: [new TimeRange(0, 30)])]);

        Assert.True(taught.Figures is { Accepted: 1, Rejected: 1, Contradictory: 0 }, taught.Figures.ToString());
        Assert.NotNull(taught.Model);
    }

    [Fact]
    public void Examples_in_videos_that_are_gone_are_counted_in_the_sentence()
    {
        var taught = LabelTrainer.Train([TeachingFootage.Make("v", 60, _shown)], [], 2, CancellationToken.None);

        Assert.EndsWith(
            "2 examples lie in videos that are gone or not indexed yet and were left out.",
            TeachingSentence.Describe(taught.Figures),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Nothing_marked_asks_for_an_example()
    {
        Assert.Equal("It has no examples yet: mark a moment that shows it.", TeachingSentence.Describe(Train([]).Figures));
    }

    [Fact]
    public void The_same_examples_give_the_same_model()
    {
        TeachingVideo[] videos = [.. Enumerable.Range(0, 3).Select(i => TeachingFootage.Make($"v{i}", 60, _shown))];

        Assert.Equal(Train(videos).Model!.Score.Weights, Train(videos).Model!.Score.Weights);
    }

    private static TeachingResult Train(TeachingVideo[] reviewed) => LabelTrainer.Train(reviewed, [], 0, CancellationToken.None);
}
