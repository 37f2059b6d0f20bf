using Reelsight.Analysis.Facts;

namespace Reelsight.Analysis.Tests.Facts;

public sealed class TimelineTests
{
    [Fact]
    public void A_thing_that_starts_at_an_edge_enters_there_moves_and_leaves_on_the_other_side()
    {
        var white = SampleTimelines.Cars.Facts.Where(f => f.Colours.SequenceEqual(["white"])).ToList();
        Assert.Equal("from the left", Assert.Single(white, f => f.Kind == FactKind.Enters).Direction);
        Assert.Equal("to the right", Assert.Single(white, f => f.Kind == FactKind.Moves).Direction);
        Assert.Equal("on the right", Assert.Single(white, f => f.Kind == FactKind.Leaves).Direction);
    }

    [Fact]
    public void A_thing_in_view_from_the_start_or_from_a_cut_on_has_not_entered()
    {
        Assert.DoesNotContain(SampleTimelines.Meeting.Facts, f => f.Kind is FactKind.Enters or FactKind.Appears);
        Assert.Equal(20, Assert.Single(SampleTimelines.Meeting.GetFacts(FactKind.SceneChange)).StartSec);
    }

    [Fact]
    public void Numbers_of_things_are_told_stretch_by_stretch_and_a_blink_of_the_detector_changes_none()
    {
        var timeline = SampleTimelines.Timeline(
            20,
            [
                SampleTimelines.Object("person", 0, 20, (0.1, 0.3), (0.1, 0.3), []),
                SampleTimelines.Object("person", 0, 10, (0.4, 0.3), (0.4, 0.3), []),
                SampleTimelines.Object("person", 10.4, 20, (0.75, 0.3), (0.75, 0.3), []),
                SampleTimelines.Object("car", 12, 20, (0.5, 0.6), (0.5, 0.6), []),
            ]
        );
        Assert.Equal(
            [(0, 12, "two people"), (12, 20, "two people and a car")],
            timeline.GetFacts(FactKind.Count).Select(c => (c.StartSec, c.EndSec, c.Text))
        );
    }

    [Fact]
    public void Tracks_that_go_on_where_another_broke_off_are_one_thing()
    {
        var timeline = SampleTimelines.Timeline(
            20,
            [
                SampleTimelines.Object("dog", 0, 8, (0.3, 0.3), (0.3, 0.3), []),
                SampleTimelines.Object("dog", 9, 20, (0.32, 0.3), (0.32, 0.3), []),
            ]
        );
        var dog = Assert.Single(timeline.GetFacts(FactKind.Visible));
        Assert.Equal((0, 20), (dog.StartSec, dog.EndSec));
    }

    [Fact]
    public void A_window_cuts_facts_at_its_edges_and_leaves_out_the_rest()
    {
        var window = SampleTimelines.Cars.Within(5, 7);
        Assert.NotEmpty(window.Facts);
        Assert.All(window.Facts, f => Assert.True(f.StartSec >= 5 && f.EndSec <= 7 && f.LengthSec > 0));
    }

    [Fact]
    public void A_fact_has_the_confidence_of_a_model_or_none()
    {
        Assert.Null(Assert.Single(SampleTimelines.Meeting.GetFacts(FactKind.SceneChange)).Confidence);
        Assert.All(SampleTimelines.Cars.GetFacts(FactKind.Count), f => Assert.Equal(0.8, f.Confidence));
        Assert.True(Assert.Single(SampleTimelines.Cars.GetFacts(FactKind.Visible), f => f.Label == "bench").IsDoubtful);
    }
}
