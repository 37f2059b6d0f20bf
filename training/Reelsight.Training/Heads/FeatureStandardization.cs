using System.Numerics.Tensors;
using Reelsight.Inference.Embeddings;
using Reelsight.Training.LinearAlgebra;

namespace Reelsight.Training.Heads;

/// <summary>Fits the second half of the scaling, and applies it.</summary>
internal static class FeatureStandardization
{
    private const float MinStandardDeviation = 1e-5f;

    public static FeatureScaling Fit(IReadOnlyList<Matrix> normalized)
    {
        var width = FeatureScaling.FeatureCount;
        var count = normalized.Sum(matrix => matrix.Rows);
        var mean = new double[width];
        var square = new double[width];
        foreach (var matrix in normalized)
        {
            for (var i = 0; i < matrix.Rows; i++)
            {
                var row = matrix.GetRow(i);
                for (var j = 0; j < width; j++)
                {
                    mean[j] += row[j];
                    square[j] += (double)row[j] * row[j];
                }
            }
        }

        var spread = new float[width];
        for (var j = 0; j < width; j++)
        {
            mean[j] /= count;
            spread[j] = Math.Max((float)Math.Sqrt(Math.Max(0, (square[j] / count) - (mean[j] * mean[j]))), MinStandardDeviation);
        }

        return new FeatureScaling(Array.ConvertAll(mean, value => (float)value), spread);
    }

    public static Matrix Apply(FeatureScaling scaling, Matrix normalized)
    {
        var scaled = normalized.Copy();
        Parallel.For(0, scaled.Rows, i =>
        {
            TensorPrimitives.Subtract(scaled.GetRow(i), scaling.Mean, scaled.GetRow(i));
            TensorPrimitives.Divide(scaled.GetRow(i), scaling.StandardDeviation, scaled.GetRow(i));
        });
        return scaled;
    }
}
