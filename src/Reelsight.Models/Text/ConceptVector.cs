using System.Numerics.Tensors;
using Reelsight.Models.Objects;

namespace Reelsight.Models.Text;

/// <summary>
/// Places a picture in the space of texts by what the detector sees in it: the mean of its labels' text vectors, weighted
/// by their scores (the ConSE method of Norouzi et al., 2014). It knows no more than the 80 labels do.
/// </summary>
public sealed class ConceptVector
{
    /// <summary>Name of the space of the vectors; comparable with <see cref="TextEncoder.Space"/>.</summary>
    public const string Space = "concepts-1";

    // ConSE's own choice, and enough for everything a clip shows at once.
    private const int Labels = 10;

    private readonly IReadOnlyList<float[]> _labels;

    /// <summary>Reads the labels once with a text encoder, which is not kept.</summary>
    public ConceptVector(TextEncoder encoder)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        _labels = encoder.Encode(ObjectLabels.All);
    }

    /// <summary>The vector of a picture or clip: 512 numbers, Euclidean norm 1.</summary>
    /// <param name="classScores">A score per label, 0 to 1, in the order of <see cref="ObjectLabels.All"/>.</param>
    /// <exception cref="ArgumentException">There is not one score per label, or all are zero.</exception>
    public float[] Encode(ReadOnlySpan<float> classScores)
    {
        if (classScores.Length != _labels.Count)
        {
            throw new ArgumentException($"There are {_labels.Count} labels, but {classScores.Length} scores.", nameof(classScores));
        }

        // Squared, so that a certain label outweighs a crowd of doubtful ones.
        var weights = new float[classScores.Length];
        TensorPrimitives.Multiply(classScores, classScores, weights);
        var vector = new float[TextEncoder.Dimensions];
        foreach (var i in Enumerable.Range(0, weights.Length).OrderByDescending(label => weights[label]).Take(Labels))
        {
            TensorPrimitives.MultiplyAdd(_labels[i], weights[i], vector, vector);
        }

        var norm = TensorPrimitives.Norm<float>(vector);
        if (norm == 0)
        {
            throw new ArgumentException("Every score is zero, so there is nothing to place.", nameof(classScores));
        }

        TensorPrimitives.Divide(vector, norm, vector);
        return vector;
    }
}
