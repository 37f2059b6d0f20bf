using System.Numerics.Tensors;
using Reelsight.Training.LinearAlgebra;

namespace Reelsight.Training.Heads;

/// <summary>How the concept head is trained.</summary>
internal sealed record ConceptTrainingOptions
{
    /// <summary>How much the solution is held back, as a share of the mean squared norm of the pictures.</summary>
    public float RidgeStrength { get; init; } = 0.3f;
}

/// <summary>
/// Trains which of the names a picture shows: ridge regression, in closed form, onto 1 for its name and 0 for the others. A softmax over
/// the result, with the right temperature, gives probabilities.
/// </summary>
internal static class ConceptTraining
{
    /// <returns>Pictures x map + offsets = one number for each name.</returns>
    public static (Matrix Map, float[] Offsets) Run(Matrix images, int[] places, int names, ConceptTrainingOptions options)
    {
        var goals = new Matrix(images.Rows, names);
        for (var i = 0; i < places.Length; i++)
        {
            goals.GetRow(i)[places[i]] = 1;
        }

        var (middle, usual) = (images.ComputeColumnMeans(), goals.ComputeColumnMeans());
        var map = RidgeRegression.Fit(images.SubtractFromRows(middle), goals.SubtractFromRows(usual), options.RidgeStrength);
        var shift = MatrixProduct.Multiply(new Matrix(1, middle.Length, middle), map);
        TensorPrimitives.Subtract(usual, shift.GetRow(0), usual);
        return (map, usual);
    }
}
