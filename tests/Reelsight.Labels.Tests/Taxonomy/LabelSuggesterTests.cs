using Reelsight.Core.Descriptions;
using Reelsight.Labels.Taxonomy;
using Reelsight.Storage.Records;

namespace Reelsight.Labels.Tests.Taxonomy;

/// <summary>The footage suggests labels: what was tracked in it, and what its pictures look like as a whole.</summary>
public sealed class LabelSuggesterTests
{
    private static readonly MediaDescription _kitchen = new()
    {
        Clips =
        [
            Clip(0, 4, ("kitchen", 0.9f)),
            Clip(4, 8, ("kitchen", 0.8f)),
            Clip(8, 12, ("street", 0.5f)),
            Clip(12, 16, ("kitchen", 0.95f)),
            Clip(16, 20, ("dog", 0.99f)),
        ],
        Evidence =
        [
            new Evidence
            {
                Kind = EvidenceKind.Object,
                Text = "dog",
                StartSec = 1,
                EndSec = 3,
                Confidence = 0.7,
                Source = "detector",
            },
        ],
        Vectors = [],
        HasAudio = false,
    };

    [Fact]
    public void Scenes_are_suggested_where_the_model_is_sure_and_neighbouring_clips_are_one_stretch()
    {
        var suggested = LabelSuggester.Suggest([("v", _kitchen)], [], 10);
        var kitchen = Assert.Single(suggested, s => s.Kind == "scene");
        Assert.Equal(
            ("kitchen", 2, 12.0, 0.95),
            (kitchen.Name, kitchen.Count, kitchen.Seconds, Assert.Single(kitchen.Examples).StartSec == 12 ? 0.95 : 0)
        );
    }

    [Fact]
    public void What_was_tracked_is_suggested_once_by_what_the_detector_knows()
    {
        var dog = Assert.Single(LabelSuggester.Suggest([("v", _kitchen)], [], 10), s => s.Name == "dog");
        Assert.Equal(("object", 1, 0.7), (dog.Kind, dog.Count, dog.Confidence));
    }

    [Fact]
    public void What_the_set_has_already_is_not_suggested() =>
        Assert.DoesNotContain(
            LabelSuggester.Suggest(
                [("v", _kitchen)],
                [
                    new LabelRecord
                    {
                        Id = "l",
                        Name = "Kitchen",
                        Colour = "#000000",
                    },
                ],
                10
            ),
            s => s.Name == "kitchen"
        );

    private static Clip Clip(double start, double end, (string Name, float Probability) tag) =>
        new(start, end, null) { Tags = [new ClipTag(tag.Name, tag.Probability)] };
}
