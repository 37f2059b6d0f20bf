using Reelsight.Inference.Embeddings;

namespace Reelsight.Inference.Tests.Embeddings;

/// <summary>Small heads whose weights are drawn from a fixed seed.</summary>
internal static class RandomJointHeads
{
    public static readonly string[] Names = ["dog", "office", "bus"];

    public static JointHead Create(bool captions)
    {
        var random = new Random(3);
        var scaling = new FeatureScaling(
            Draw(FeatureScaling.FeatureCount),
            [.. Draw(FeatureScaling.FeatureCount).Select(value => value + 1)]
        );
        var maps = new CaptionMaps(
            Map(FeatureScaling.FeatureCount, JointSpace.Dimensions),
            Draw(JointSpace.Dimensions),
            Map(JointSpace.Dimensions, JointSpace.Dimensions)
        );
        return new JointHead(scaling, captions ? maps : null, Names, Map(FeatureScaling.FeatureCount, Names.Length), 1.5f);

        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() / 10)];

        QuantizedLinearMap Map(int inputs, int outputs) =>
            QuantizedLinearMap.Quantize(
                Enumerable.Range(0, inputs * outputs).Select(_ => random.NextSingle() - 0.5f).ToArray(),
                Draw(outputs)
            );
    }
}
