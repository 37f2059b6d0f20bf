using System.Numerics.Tensors;
using Reelsight.Inference.Embeddings;

namespace Reelsight.Inference.Tests.Embeddings;

public sealed class JointBackgroundTests
{
    private static readonly Random Chance = new(5);
    private static readonly float[][] Pictures = [.. Enumerable.Range(0, 20).Select(_ => Direction())];

    [Fact]
    public void Mean_and_spread_are_those_of_the_cosines()
    {
        var vector = Direction();
        double[] cosines = [.. Pictures.Select(picture => (double)TensorPrimitives.Dot<float>(picture, vector))];
        var mean = cosines.Average();
        var (found, spread) = JointBackground.Quantize(Pictures).ComputeCosineStatistics(vector);
        Assert.Equal(mean, found, 5e-4);
        Assert.Equal(Math.Sqrt(cosines.Average(cosine => (cosine - mean) * (cosine - mean))), spread, 5e-4);
    }

    [Fact]
    public void Without_pictures_cosines_stay_as_they_are() =>
        Assert.Equal((0, 1), JointBackground.None.ComputeCosineStatistics(Direction()));

    [Fact]
    public void What_is_written_can_be_read_and_anything_else_is_refused()
    {
        var background = JointBackground.Quantize(Pictures);
        using var stream = new MemoryStream();
        background.Write(stream);
        stream.Position = 0;
        var read = JointBackground.Read(stream);
        Assert.Equal(background.Values, read.Values);
        Assert.Equal(background.Scales, read.Scales);
        Assert.Throws<InvalidDataException>(() => JointBackground.Read(new MemoryStream(stream.ToArray()[..^1])));
        Assert.Throws<InvalidDataException>(() => JointBackground.Read(new MemoryStream(new byte[100])));
    }

    private static float[] Direction()
    {
        float[] vector = [.. Enumerable.Range(0, JointSpace.Dimensions).Select(_ => (float)(Chance.NextDouble() - 0.5))];
        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
        return vector;
    }
}
