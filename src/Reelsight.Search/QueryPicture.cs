using System.Numerics.Tensors;
using Reelsight.Models;

namespace Reelsight.Search;

/// <summary>An object that a picture shows.</summary>
/// <param name="Label">One of the detector's labels.</param>
/// <param name="Confidence">The detector's, 0-1.</param>
public readonly record struct PicturedObject(string Label, double Confidence);

/// <summary>A picture of what to find, described as the frames of the videos were; or an entity, by all of its pictures.</summary>
/// <param name="Name">What reasons call it.</param>
/// <param name="LookAlike">Of <see cref="SearchOptions.LookSpace"/>, L2-normalised.</param>
/// <param name="Objects">What it shows.</param>
public sealed record QueryPicture(string Name, float[] LookAlike, IReadOnlyList<PicturedObject> Objects)
{
    /// <summary>What it shows: a vector of the joint space, L2-normalised; empty to go by its looks alone.</summary>
    public float[] Joint { get; init; } = [];

    /// <summary>How it would look in footage that was edited; a clip that is like one of them is like the picture.</summary>
    public IReadOnlyList<LookView> Edits { get; init; } = [];

    /// <summary>
    /// Several pictures of one thing as one: the mean of how they look, and what they show on average, so that what stands in one of them
    /// by chance does not count.
    /// </summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static QueryPicture MeanOf(string name, IReadOnlyList<QueryPicture> pictures)
    {
        if (pictures.Count == 0)
        {
            throw new ArgumentException("A mean needs at least one picture.", nameof(pictures));
        }
        var objects = pictures
            .SelectMany(picture =>
                picture.Objects.GroupBy(
                    thing => thing.Label,
                    (label, same) => new PicturedObject(label, same.Max(thing => thing.Confidence))
                )
            )
            .GroupBy(thing => thing.Label, (label, same) => new PicturedObject(label, same.Sum(thing => thing.Confidence) / pictures.Count))
            .OrderByDescending(thing => thing.Confidence);
        return new QueryPicture(name, Mean([.. pictures.Select(picture => picture.LookAlike)]), [.. objects])
        {
            Joint = Mean([.. pictures.Select(picture => picture.Joint)]),
        };
    }

    private static float[] Mean(IReadOnlyList<float[]> vectors)
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
