using System.Numerics.Tensors;
using Reelsight.Inference.Detection;

namespace Reelsight.Inference.Embeddings;

/// <summary>
/// Brings the features of a picture to a common scale: the square root tames channels that fire rarely but strongly, each layer
/// gets norm 1 so that none outweighs the others, and each number is measured in its own spread over the training pictures.
/// </summary>
/// <param name="Mean">Mean of each number over the training pictures.</param>
/// <param name="StandardDeviation">Standard deviation of each number; none is zero.</param>
public sealed record FeatureScaling(float[] Mean, float[] StandardDeviation)
{
    private static readonly int[] LayerSizes = [.. ObjectDetector.LayerSizes, .. ImageFeatureExtractor.LayerSizes];

    /// <summary>Numbers of a picture: the detector's layers, then those of the picture network.</summary>
    public static int FeatureCount { get; } = LayerSizes.Sum();

    /// <summary>The first half of it, which needs no training: square root, and norm 1 for each layer.</summary>
    /// <param name="features">As many numbers as <see cref="FeatureCount"/>; changed in place.</param>
    /// <exception cref="ArgumentException">There are more or fewer numbers.</exception>
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

    /// <summary>All of it.</summary>
    /// <param name="features">As many numbers as <see cref="FeatureCount"/>; changed in place.</param>
    /// <exception cref="ArgumentException">There are more or fewer numbers.</exception>
    public void Apply(Span<float> features)
    {
        NormalizeLayers(features);
        TensorPrimitives.Subtract(features, Mean, features);
        TensorPrimitives.Divide(features, StandardDeviation, features);
    }
}
