using Reelsight.Analysis.Facts;
using Reelsight.Core.Descriptions;

namespace Reelsight.Analysis.Tests.Facts;

public sealed class ObjectInstanceTests
{
    [Fact]
    public void A_thing_that_is_named_bus_and_car_by_turns_is_one_vehicle_that_comes_once()
    {
        var timeline = SampleTimelines.Timeline(
            20,
            [
                SampleTimelines.Object("car", 2, 5, (0.1, 0.4), (0.3, 0.4), ["red"], moving: true, score: 0.6),
                SampleTimelines.Object("bus", 5, 9, (0.32, 0.4), (0.6, 0.4), ["red"], moving: true, score: 0.7),
                SampleTimelines.Object("car", 9.5, 12, (0.63, 0.4), (0.8, 0.4), ["red"], moving: true, score: 0.6),
            ]
        );
        var seen = Assert.Single(timeline.GetFacts(FactKind.Visible));
        Assert.Equal(("a red vehicle", 2, 12), (seen.Text, seen.StartSec, seen.EndSec));
        Assert.Single(timeline.Facts, f => f.Kind is FactKind.Enters or FactKind.Appears);
        Assert.Equal("a vehicle", Assert.Single(timeline.GetFacts(FactKind.Count)).Text);
    }

    [Fact]
    public void The_same_place_under_two_names_at_the_same_time_is_one_thing()
    {
        var timeline = SampleTimelines.Timeline(
            10,
            [
                SampleTimelines.Object("truck", 0, 10, (0.4, 0.4), (0.4, 0.4), [], score: 0.55),
                SampleTimelines.Object("car", 0, 10, (0.41, 0.41), (0.41, 0.41), [], score: 0.6),
            ]
        );
        Assert.Equal("a vehicle", Assert.Single(timeline.GetFacts(FactKind.Visible)).Text);
    }

    [Fact]
    public void Two_things_of_one_label_beside_each_other_stay_two() =>
        Assert.Equal(
            "two cars",
            Assert
                .Single(
                    SampleTimelines
                        .Timeline(
                            10,
                            [
                                SampleTimelines.Object("car", 0, 10, (0.3, 0.4), (0.3, 0.4), []),
                                SampleTimelines.Object("car", 0, 10, (0.4, 0.4), (0.4, 0.4), []),
                            ]
                        )
                        .GetFacts(FactKind.Count)
                )
                .Text
        );

    [Fact]
    public void A_person_is_never_one_with_what_lies_under_the_same_box() =>
        Assert.Equal(
            2,
            SampleTimelines
                .Timeline(
                    10,
                    [
                        SampleTimelines.Object("person", 0, 10, (0.4, 0.4), (0.4, 0.4), []),
                        SampleTimelines.Object("chair", 0, 10, (0.4, 0.4), (0.4, 0.4), []),
                    ]
                )
                .GetFacts(FactKind.Visible)
                .Count()
        );

    [Theory]
    [InlineData("bus", "car", 0.4, "a vehicle")]
    [InlineData("bus", "car", 0.2, "a bus")]
    [InlineData("apple", "orange", 0.5, "a fruit")]
    [InlineData("tv", "microwave", 0.5, "a TV or microwave")]
    public void A_second_guess_of_half_the_weight_makes_the_name_wider(string label, string other, double score, string name)
    {
        var seen = SampleTimelines.Object(label, 0, 10, (0.4, 0.4), (0.4, 0.4), [], score: 0.7) with
        {
            Alternatives = [new AlternativeLabel(other, score)],
        };
        Assert.Equal(name, Assert.Single(SampleTimelines.Timeline(10, [seen]).GetFacts(FactKind.Visible)).Text);
    }

    [Fact]
    public void A_quarter_is_enough_among_things_that_are_like_the_second_guess_and_not_like_the_first()
    {
        var ball = SampleTimelines.Object("sports ball", 0, 4, (0.4, 0.4), (0.4, 0.4), [], score: 0.8) with
        {
            Alternatives = [new AlternativeLabel("apple", 0.27), new AlternativeLabel("vase", 0.26)],
        };
        string Called(params Evidence[] beside) => SampleTimelines.Timeline(40, [ball, .. beside]).GetFacts(FactKind.Visible).First().Text;
        Assert.Equal("a sports ball", Called());
        Assert.Equal("a sports ball", Called(SampleTimelines.Object("dog", 2, 6, (0.1, 0.1), (0.1, 0.1), [])));
        Assert.Equal("a sports ball", Called(SampleTimelines.Object("orange", 30, 36, (0.1, 0.1), (0.1, 0.1), [])));
        Assert.Equal("a sports ball or apple", Called(SampleTimelines.Object("broccoli", 6, 10, (0.1, 0.1), (0.1, 0.1), [])));
    }

    [Fact]
    public void What_crosses_the_picture_by_itself_is_not_named_after_something_that_cannot()
    {
        var car = SampleTimelines.Object("car", 0, 10, (0.1, 0.4), (0.7, 0.4), [], moving: true, score: 0.6) with
        {
            Alternatives = [new AlternativeLabel("cell phone", 0.8)],
        };
        Assert.Equal("a car", Assert.Single(SampleTimelines.Timeline(10, [car]).GetFacts(FactKind.Visible)).Text);
    }

    [Fact]
    public void Whether_it_is_the_one_or_the_other_of_a_kind_is_answered_as_a_possibility_and_the_kind_as_a_fact()
    {
        var bus = SampleTimelines.Object("bus", 2, 8, (0.4, 0.4), (0.4, 0.4), [], score: 0.7) with
        {
            Alternatives = [new AlternativeLabel("car", 0.4)],
        };
        var timeline = SampleTimelines.Timeline(10, [bus]);
        Assert.StartsWith("Yes", SampleTimelines.Analyzer.Answer(timeline, "Is there a vehicle?").Text, StringComparison.Ordinal);
        Assert.StartsWith("Possibly", SampleTimelines.Analyzer.Answer(timeline, "Is there a car?").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_grows_smaller_while_it_hardly_moves_sideways_goes_away_from_the_camera()
    {
        var person = SampleTimelines.Object("person", 0, 10, (0.4, 0.3), (0.3, 0.2), [], moving: true);
        person = person with
        {
            Sightings = [.. person.Sightings.Select((s, i) => s with { Width = 0.2f - i * 0.006f, Height = 0.5f - i * 0.015f })],
        };
        Assert.Equal("away from the camera", Assert.Single(SampleTimelines.Timeline(10, [person]).GetFacts(FactKind.Moves)).Direction);
    }
}
