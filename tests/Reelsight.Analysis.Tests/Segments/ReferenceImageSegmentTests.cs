using Reelsight.Analysis.Analyzers;
using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Matching;
using Reelsight.Analysis.Segments;
using Reelsight.Core.Descriptions;
using Reelsight.Core.Embeddings;
using Reelsight.Inference.Embeddings;
using Reelsight.Search;
using Reelsight.Search.Lexicon;
using Reelsight.Search.Matching;

namespace Reelsight.Analysis.Tests.Segments;

/// <summary>Segments that look like a picture which the definition refers to.</summary>
public sealed class ReferenceImageSegmentTests
{
    private static readonly VideoAnalyzer Analyst = new(WordNet.Open(), new ClipMatcher(new SearchOptions(), null, WordNet.Open()));

    // Clips of 10 s: the first two look alike, the third is blank, the fourth looks otherwise. A car crosses at 4-8 s.
    private static readonly VideoTimeline Video = VideoTimeline.Build(
        new MediaDescription
        {
            Clips = [.. Enumerable.Range(0, 4).Select(i => new Clip(i * 10, i * 10 + 10, null))],
            Evidence = [SampleTimelines.Object("car", 4, 8, (0.0, 0.4), (0.8, 0.4), ["white"], moving: true)],
            Vectors = [new VectorSet(VisualSimilaritySpace.Name, VectorUnit.Clip, 2, [1, 0, 0.8f, 0.6f, 0, 0, 0, 1])],
            HasAudio = false,
        },
        40
    );

    private static IEnumerable<(double, double)> Find(float[] look, string description, string beside) =>
        Analyst
            .FindSegments(
                Video,
                [
                    new SegmentDefinition("found", description, [], [])
                    {
                        ReferenceImages = [new ReferenceImage("it", [look], [])],
                        DescriptionWithoutImages = beside,
                    },
                ],
                new SegmentLimits(null, null)
            )[0]
            .Segments.Select(s => (s.StartSec, s.EndSec));

    [Fact]
    public void Where_nothing_else_is_asked_for_the_clips_that_look_like_the_picture_are_the_segment() =>
        Assert.Equal([(0, 20)], Find([1, 0], "unrecognisable picture", " "));

    [Fact]
    public void Where_the_thing_of_the_picture_is_seen_its_edges_are_those_of_the_segment() =>
        Assert.Equal([(4, 8)], Find([1, 0], "white car", " "));

    [Fact]
    public void What_is_said_beside_the_picture_has_to_be_true_there()
    {
        Assert.Equal([(4, 8)], Find([1, 0], "a car like white car drives", "a car like   drives"));
        Assert.Empty(Find([0, 1], "a car like white car drives", "a car like   drives"));
        Assert.Empty(Find([1, 0], "a dog like brown dog runs", "a dog like   runs"));
    }

    [Fact]
    public void A_picture_that_nothing_looks_like_is_looked_for_by_what_it_shows()
    {
        Assert.Equal([(4, 8)], Find([-1, 0], "white car", " "));
        Assert.Empty(Find([-1, 0], "brown dog", " "));
        Assert.Empty(Find([-1, 0], "unrecognisable picture", " "));
    }
}
