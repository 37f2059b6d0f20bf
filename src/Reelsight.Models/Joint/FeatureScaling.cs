using System.Numerics.Tensors;
using Reelsight.Models.Objects;

namespace Reelsight.Models.Joint;

/// <summary>
/// Brings the features of a picture to a common scale: the square root tames channels that fire rarely but strongly, each layer
/// gets norm 1 so that none outweighs the others, and each number is measured in its own spread over the training pictures.
/// </summary>
/// <param name="Mean">Mean of each number over the training pictures.</param>
/// <param name="Spread">Standard deviation of each number; none is zero.</param>
public sealed record FeatureScaling(float[] Mean, float[] Spread)
{
    private static readonly int[] Layers = [.. ObjectDetector.Layers, .. PictureFeatures.Layers];

    /// <summary>Numbers of a picture: the detector's layers, then those of the picture network.</summary>
    public static int Width { get; } = Layers.Sum();

    /// <summary>The first half of it, which needs no training: square root, and norm 1 for each layer.</summary>
    /// <param name="features">As many numbers as <see cref="Width"/>; changed in place.</param>
    /// <exception cref="ArgumentException">There are more or fewer numbers.</exception>
    public static void Level(Span<float> features)
    {
        if (features.Length != Width)
        {
            throw new ArgumentException($"A picture has {Width} features, not {features.Length}.", nameof(features));
        }

        TensorPrimitives.Max(features, 0f, features);
        TensorPrimitives.Sqrt(features, features);
        foreach (var size in Layers)
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
    /// <param name="features">As many numbers as <see cref="Width"/>; changed in place.</param>
    /// <exception cref="ArgumentException">There are more or fewer numbers.</exception>
    public void Apply(Span<float> features)
    {
        Level(features);
        TensorPrimitives.Subtract(features, Mean, features);
        TensorPrimitives.Divide(features, Spread, features);
    }
}
