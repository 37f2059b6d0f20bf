using System.Numerics.Tensors;
using Reelsight.Inference.Embeddings;

namespace Reelsight.Search;

/// <summary>A picture of what to find, described as the frames of the videos were; or an entity, by all of its pictures.</summary>
/// <param name="Name">What reasons call it.</param>
/// <param name="VisualFeatures">Of <see cref="SearchOptions.VisualFeatureSpace"/>, L2-normalised.</param>
/// <param name="Objects">What it shows.</param>
public sealed record QueryImage(string Name, float[] VisualFeatures, IReadOnlyList<QueryImageObject> Objects)
{
    /// <summary>What it shows: a vector of the joint space, L2-normalised; empty to go by its looks alone.</summary>
    public float[] JointEmbedding { get; init; } = [];

    /// <summary>How it would look in footage that was edited; a clip that is like one of them is like the picture.</summary>
    public IReadOnlyList<EditedImageVector> EditedViews { get; init; } = [];

    /// <summary>
    /// Several pictures of one thing as one: the mean of how they look, and what they show on average, so that what stands in one of them
    /// by chance does not count.
    /// </summary>
    /// <exception cref="ArgumentException">There are none.</exception>
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
