using System.Numerics.Tensors;
using Reelsight.Pipeline.Describing;

namespace Reelsight.Pipeline.Tests.Describing;

/// <summary>Frames as directions: those of a scene lie around one of them, an odd frame anywhere.</summary>
public sealed class FramePoolingTests
{
    private static readonly Random Chance = new(1);
    private static readonly float[] Scene = Direction();
    private static readonly float[][] Frames = [.. Enumerable.Range(0, 12).Select(_ => Near(Scene))];

    [Fact]
    public void The_same_content_played_longer_gives_the_same_vector() =>
        AssertSame(Pool(Frames), Pool([.. Frames.SelectMany(frame => new[] { frame, frame, frame })]), 0.9999);

    [Fact]
    public void The_same_content_played_faster_gives_nearly_the_same_vector() =>
        AssertSame(Pool(Frames), Pool([.. Frames.Where((_, place) => place % 2 == 0)]), 0.97);

    [Fact]
    public void The_order_of_the_frames_does_not_matter() => AssertSame(Pool(Frames), Pool([.. Frames.Reverse()]), 0.9999);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_flash_or_a_black_lead_in_hardly_moves_it(int odd)
    {
        var flash = Direction();
        var (vector, weights) = FramePooling.Pool([.. Enumerable.Repeat(flash, odd), .. Frames], EmbeddingSpaces.JointDimension);
        AssertSame(Pool(Frames), vector, 0.995);
        Assert.Equal(1, weights.Sum(), 3);
        Assert.True(weights[..odd].Sum() < 0.02 * odd);
    }

    [Fact]
    public void Two_scenes_of_equal_length_both_count()
    {
        var other = Direction();
        var pooled = Pool([.. Frames, .. Enumerable.Range(0, Frames.Length).Select(_ => Near(other))]);
        Assert.InRange(TensorPrimitives.Dot<float>(pooled, Scene), 0.4, 0.9);
        Assert.InRange(TensorPrimitives.Dot<float>(pooled, other), 0.4, 0.9);
    }

    [Fact]
    public void Without_frames_there_is_nothing_to_say() => Assert.All(Pool([]), number => Assert.Equal(0, number));

    private static float[] Pool(IReadOnlyList<float[]> frames) => FramePooling.Pool(frames, EmbeddingSpaces.JointDimension).Vector;

    private static void AssertSame(float[] one, float[] other, double least) =>
        Assert.InRange(TensorPrimitives.CosineSimilarity<float>(one, other), least, 1.0001);

    private static float[] Near(float[] direction) => Normalised([.. direction.Zip(Direction(), (own, noise) => own + (0.5f * noise))]);

    private static float[] Direction() =>
        Normalised([.. Enumerable.Range(0, EmbeddingSpaces.JointDimension).Select(_ => (float)(Chance.NextDouble() - 0.5))]);

    private static float[] Normalised(float[] vector)
    {
        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
        return vector;
    }
}
