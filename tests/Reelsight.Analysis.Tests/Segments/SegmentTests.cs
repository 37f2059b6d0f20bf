using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Schemas;
using Reelsight.Analysis.Segments;
using Reelsight.Analysis.Tokens;

namespace Reelsight.Analysis.Tests.Segments;

public sealed class SegmentTests
{
    private static readonly SchemaProperty[] Fields =
    [
        new("vehicle_count", new SchemaNode { Type = SchemaType.Integer }, true),
        new("is_moving", new SchemaNode { Type = SchemaType.Boolean }, true),
    ];

    private static IReadOnlyList<VideoSegment> Find(
        VideoTimeline timeline,
        string description,
        double? min = null,
        double? max = null,
        params ShotInterval[] ranges
    ) =>
        SampleTimelines
            .Analyzer.FindSegments(timeline, [new SegmentDefinition("found", description, Fields, ranges)], new SegmentLimits(min, max))[0]
            .Segments;

    private static IEnumerable<(double, double)> Times(IEnumerable<VideoSegment> segments) => segments.Select(s => (s.StartSec, s.EndSec));

    [Fact]
    public void Segments_have_the_edges_of_the_evidence_and_their_fields_are_filled()
    {
        var segments = Find(SampleTimelines.Cars, "A vehicle is in view. Only clear ones.");
        Assert.Equal([(4, 8), (14, 20)], Times(segments));
        Assert.Equal(2, (long)segments[1].Metadata["vehicle_count"]!);
        Assert.True((bool)segments[0].Metadata["is_moving"]!);
    }

    [Fact]
    public void A_description_with_a_colour_a_movement_or_a_number_finds_only_what_fits()
    {
        Assert.Equal([(15, 18)], Times(Find(SampleTimelines.Cars, "a red car")));
        Assert.Equal([(4, 8)], Times(Find(SampleTimelines.Cars, "A white car drives across the lot")));
        Assert.Equal([(20, 40)], Times(Find(SampleTimelines.Meeting, "three people at once")));
        Assert.Equal([(20, 40)], Times(Find(SampleTimelines.Meeting, "A person wearing a high-visibility vest")));
    }

    [Fact]
    public void Where_things_are_counts_less_than_what_they_are_when_the_place_may_look_like_anything()
    {
        var bottles = SampleTimelines.Timeline(
            20,
            [
                SampleTimelines.Object("bottle", 0, 9, (0.1, 0.3), (0.1, 0.3), []),
                SampleTimelines.Object("bottle", 3, 9, (0.5, 0.3), (0.5, 0.3), []),
            ]
        );
        Assert.Equal([(3, 9)], Times(Find(bottles, "two bottles on the table")));
        Assert.Empty(Find(bottles, "a table with two bottles"));
        Assert.Empty(Find(bottles, "a bottle on a horse"));
    }

    [Theory]
    [InlineData("an elephant")]
    [InlineData("A person cooking dinner")]
    [InlineData("a person cooks dinner")]
    [InlineData("a couple dancing at a wedding")]
    [InlineData("an elephant next to a car")]
    [InlineData("a forklift moves across the hall")]
    [InlineData("scenes in a swimming pool")]
    public void What_the_evidence_does_not_answer_has_no_segments(string description) =>
        Assert.All(SampleTimelines.All, timeline => Assert.Empty(Find(timeline, description)));

    [Fact]
    public void Speech_shots_and_absences_are_segments_too()
    {
        Assert.Equal([(5, 8), (30, 32)], Times(Find(SampleTimelines.Meeting, "Someone talks about the budget")));
        Assert.Equal([(0, 20), (20, 40)], Times(Find(SampleTimelines.Meeting, "Each scene")));
        Assert.Equal([(0, 4), (8, 14), (20, 30)], Times(Find(SampleTimelines.Cars, "no vehicles in view")));
    }

    [Fact]
    public void Scenes_of_a_kind_are_those_that_look_like_it_and_words_joined_by_or_are_alternatives()
    {
        var timeline = VideoTimeline.Build(
            new Reelsight.Core.Descriptions.MediaDescription
            {
                Clips =
                [
                    new Reelsight.Core.Descriptions.Clip(0, 10, null) { Tags = [new Reelsight.Core.Descriptions.ClipTag("store", 0.95f)] },
                    new Reelsight.Core.Descriptions.Clip(10, 20, null) { Tags = [new Reelsight.Core.Descriptions.ClipTag("store", 0.1f)] },
                ],
                Evidence =
                [
                    SampleTimelines.Object("orange", 12, 15, (0.4, 0.4), (0.4, 0.4), []),
                    SampleTimelines.Object("broccoli", 15, 18, (0.4, 0.4), (0.4, 0.4), []),
                ],
                Vectors = [],
                HasAudio = false,
            },
            20
        );
        Assert.Equal([(0, 10)], Times(Find(timeline, "scenes in a store")));
        Assert.Equal([(12, 18)], Times(Find(timeline, "fruit or vegetables on a conveyor belt")));
    }

    [Fact]
    public void Segments_shorter_than_the_minimum_are_left_out_and_longer_than_the_maximum_are_cut()
    {
        Assert.Equal([(14, 20)], Times(Find(SampleTimelines.Cars, "a vehicle", min: 5)));
        var cut = Find(SampleTimelines.Meeting, "two people", max: 12);
        Assert.All(cut, s => Assert.True(s.EndSec - s.StartSec <= 12));
        Assert.Equal((0, 40), (cut[0].StartSec, cut[^1].EndSec));
        Assert.All(cut.Zip(cut.Skip(1)), pair => Assert.True(pair.First.EndSec <= pair.Second.StartSec));
    }

    [Fact]
    public void Ranges_that_are_given_are_the_segments_and_only_their_fields_are_filled()
    {
        var segments = Find(SampleTimelines.Cars, "anything", null, null, new ShotInterval(3, 9), new ShotInterval(9, 20));
        Assert.Equal([(3, 9), (9, 20)], Times(segments));
        Assert.Equal([1, 2], segments.Select(s => (long)s.Metadata["vehicle_count"]!));
    }

    [Fact]
    public void Every_segment_is_supported_by_facts_that_overlap_it() => Assert.All(Find(SampleTimelines.Cars, "a vehicle"), s =>
        {
            Assert.NotEmpty(s.Claims[0].Facts);
            Assert.All(s.Claims[0].Facts, f => Assert.True(f.Overlaps(s.StartSec, s.EndSec)));
        });

    [Theory]
    [InlineData("", 0)]
    [InlineData("A white car.", 4)]
    [InlineData("understanding", 3)]
    [InlineData("红色汽车", 4)]
    public void Tokens_are_counted_by_the_rule(string text, int tokens) => Assert.Equal(tokens, TokenCounter.Count(text));

    [Fact]
    public void A_text_is_cut_after_whole_tokens_and_pieces_put_together_are_the_text()
    {
        const string Text = "A white car moves to the right, then stops 🚗 at once.";
        Assert.Equal("A white car", TokenCounter.Truncate(Text, 3));
        Assert.Equal(Text, TokenCounter.Truncate(Text, 1000));
        Assert.Equal(Text, string.Concat(TokenCounter.Split(Text, 4)));
    }
}
