using System.Numerics.Tensors;
using Reelsight.Core.Descriptions;
using Reelsight.Core.Embeddings;
using Reelsight.Core.Time;
using Reelsight.Pipeline.Describing;
using Reelsight.Pipeline.Embedding;

namespace Reelsight.Pipeline.Tests.Embedding;

public sealed class SegmentEmbedderTests : IDisposable
{
    private readonly PipelineFixture _bench = new();

    private Embedder Embedder => _bench.Get<Embedder>();

    [Fact]
    public void A_range_gets_what_the_clips_in_it_show_by_how_much_of_them_it_holds()
    {
        var vectors = Embedder.CreateSegmentEmbedder(PipelineFixture.Tenant, Content());
        Assert.Equal(1, Similarity(vectors.Embed("visual", new(1, 3)), Embedder.EmbedText(PipelineFixture.Tenant, "a dog")), 3);
        Assert.Equal(1, Similarity(vectors.Embed("visual", new(5, 7)), Embedder.EmbedText(PipelineFixture.Tenant, "a train")), 3);
        var both = vectors.Embed("visual", new(0, 5))!;
        Assert.True(
            Similarity(both, Embedder.EmbedText(PipelineFixture.Tenant, "a dog"))
                > Similarity(both, Embedder.EmbedText(PipelineFixture.Tenant, "a train"))
        );
    }

    [Fact]
    public void A_range_in_which_nothing_is_said_has_no_vector_of_what_is_said()
    {
        var vectors = Embedder.CreateSegmentEmbedder(PipelineFixture.Tenant, Content());
        Assert.Null(vectors.Embed("transcription", new(0, 4)));
        Assert.Equal(
            1,
            Similarity(vectors.Embed("transcription", new(4, 8)), Embedder.EmbedText(PipelineFixture.Tenant, "the train leaves at nine")),
            3
        );
    }

    [Fact]
    public void Sound_is_placed_by_its_kind_and_by_what_is_said()
    {
        var vectors = Embedder.CreateSegmentEmbedder(PipelineFixture.Tenant, Content());
        Assert.Equal(1, Similarity(vectors.Embed("audio", new(0, 3)), Embedder.EmbedText(PipelineFixture.Tenant, "silence")), 3);
        var talk = vectors.Embed("audio", new(4, 8))!;
        Assert.True(Similarity(talk, Embedder.EmbedText(PipelineFixture.Tenant, "the train leaves at nine")) > 0.5);
        Assert.True(
            Similarity(talk, Embedder.EmbedText(PipelineFixture.Tenant, "people talking"))
                > Similarity(talk, Embedder.EmbedText(PipelineFixture.Tenant, "silence"))
        );
    }

    [Fact]
    public void Without_a_sound_track_there_is_nothing_to_say_about_sound() =>
        Assert.Null(
            Embedder
                .CreateSegmentEmbedder(PipelineFixture.Tenant, Content() with { LoudnessDb = [], Evidence = [], Vectors = [] })
                .Embed("audio", new(0, 8))
        );

    [Theory]
    [InlineData(-70, 0, "silence")]
    [InlineData(-50, 0, "quiet sounds without talking")]
    [InlineData(-25, 0.2, "sounds and some talking")]
    [InlineData(-10, 0.9, "loud voices of people talking")]
    public void What_is_said_of_a_sound_follows_its_loudness_and_how_much_of_it_is_speech(float db, double speechShare, string expected) =>
        Assert.Equal(expected, AudioCaptioner.CreateCaption([db, db, -120], new TimeRange(0, 2), speechShare));

    private MediaDescription Content()
    {
        Evidence[] evidence =
        [
            new()
            {
                Kind = EvidenceKind.Speech,
                Text = "the train leaves at nine",
                StartSec = 4,
                EndSec = 8,
                Source = "test",
            },
        ];
        return new MediaDescription
        {
            Clips = [new(0, 4, null), new(4, 8, null)],
            Evidence = evidence,
            Vectors =
            [
                new(
                    Embedder.GetSpaceName(PipelineFixture.Tenant),
                    VectorUnit.Clip,
                    global::Reelsight.Pipeline.Embedding.Embedder.Dimension,
                    [.. Embedder.EmbedText(PipelineFixture.Tenant, "a dog"), .. Embedder.EmbedText(PipelineFixture.Tenant, "a train")]
                ),
                new(
                    EmbeddingSpaces.Text,
                    VectorUnit.Evidence,
                    EmbeddingSpaces.TextDimension,
                    _bench.Get<InferenceModels>().TextEncoder.Encode(evidence[0].Text)
                ),
            ],
            HasAudio = true,
            LoudnessDb = [-90, -90, -90, -90, -25, -25, -25, -25],
        };
    }

    private static float Similarity(float[]? a, float[] b) => TensorPrimitives.CosineSimilarity<float>(a!, b);

    public void Dispose() => _bench.Dispose();
}
