using System.Numerics.Tensors;
using Reelsight.Inference.Detection;

namespace Reelsight.Inference.Embeddings;

/// <summary>
/// Scales the features of an image: the square root reduces channels that fire rarely but strongly, each layer
/// is normalised so that none outweighs the others, and each feature is standardized over the training images.
/// </summary>
/// <param name="Mean">Mean of each feature over the training images.</param>
/// <param name="StandardDeviation">Standard deviation of each feature; none is zero.</param>
public sealed record FeatureScaling(float[] Mean, float[] StandardDeviation)
{
    private static readonly int[] LayerSizes = [.. ObjectDetector.LayerSizes, .. ImageFeatureExtractor.LayerSizes];

    /// <summary>Number of features of an image: the detector's layers, then those of the image network.</summary>
    public static int FeatureCount { get; } = LayerSizes.Sum();

    /// <summary>The part that needs no training: square root, and norm 1 for each layer.</summary>
    /// <param name="features">As many values as <see cref="FeatureCount"/>; changed in place.</param>
    /// <exception cref="ArgumentException">The number of values is wrong.</exception>
    public static void NormalizeLayers(Span<float> features)
    {
        if (features.Length != FeatureCount)
        {
            throw new ArgumentException($"A picture has {FeatureCount} features, not {features.Length}.", nameof(features));
        }

        TensorPrimitives.Max(features, 0f, features);
        TensorPrimitives.Sqrt(features, features);
        foreach (var size in LayerSizes)
        {
            var layer = features[..size];
            var norm = TensorPrimitives.Norm<float>(layer);
            if (norm > 0)
            {
                TensorPrimitives.Divide(layer, norm, layer);
            }

            features = features[size..];
        }
    }

    /// <summary>Applies the whole scaling.</summary>
    /// <param name="features">As many values as <see cref="FeatureCount"/>; changed in place.</param>
    /// <exception cref="ArgumentException">The number of values is wrong.</exception>
    public void Apply(Span<float> features)
    {
        NormalizeLayers(features);
        TensorPrimitives.Subtract(features, Mean, features);
        TensorPrimitives.Divide(features, StandardDeviation, features);
    }
}
