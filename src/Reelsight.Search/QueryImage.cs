using System.Numerics.Tensors;
using Reelsight.Inference.Embeddings;

namespace Reelsight.Search;

/// <summary>
/// An image of what to find, with the same features as the frames of the videos; or an entity, by the mean of its images.
/// </summary>
/// <param name="Name">How explanations refer to it.</param>
/// <param name="VisualFeatures">A vector of <see cref="SearchOptions.VisualFeatureSpace"/>, L2-normalised.</param>
/// <param name="Objects">The objects that it shows.</param>
public sealed record QueryImage(string Name, float[] VisualFeatures, IReadOnlyList<QueryImageObject> Objects)
{
    /// <summary>Its embedding in the joint space, L2-normalised; empty to compare visual features alone.</summary>
    public float[] JointEmbedding { get; init; } = [];

    /// <summary>Visual features of edited versions of the image, such as mirrored; a clip that resembles one of them matches.</summary>
    public IReadOnlyList<EditedImageVector> EditedViews { get; init; } = [];

    /// <summary>
    /// Averages several images of one thing: the mean of their features, and the objects that they show on average, so that an object that
    /// is in one of them by chance hardly counts.
    /// </summary>
    /// <exception cref="ArgumentException">There are no images.</exception>
    public static QueryImage Average(string name, IReadOnlyList<QueryImage> images)
    {
        if (images.Count == 0)
        {
            throw new ArgumentException("A mean needs at least one picture.", nameof(images));
        }
        var objects = images
            .SelectMany(image =>
                image.Objects.GroupBy(item => item.Label, (label, same) => new QueryImageObject(label, same.Max(item => item.Confidence)))
            )
            .GroupBy(item => item.Label, (label, same) => new QueryImageObject(label, same.Sum(item => item.Confidence) / images.Count))
            .OrderByDescending(item => item.Confidence);
        return new QueryImage(name, AverageVectors([.. images.Select(image => image.VisualFeatures)]), [.. objects])
        {
            JointEmbedding = AverageVectors([.. images.Select(image => image.JointEmbedding)]),
        };
    }

    private static float[] AverageVectors(IReadOnlyList<float[]> vectors)
    {
        var sum = new float[vectors[0].Length];
        foreach (var vector in vectors)
        {
            TensorPrimitives.Add(sum, vector, sum);
        }
        var norm = TensorPrimitives.Norm<float>(sum);
        if (norm > 0)
        {
            TensorPrimitives.Divide(sum, norm, sum);
        }
        return sum;
    }
}
