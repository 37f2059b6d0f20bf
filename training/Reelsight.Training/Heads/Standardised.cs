using System.Numerics.Tensors;
using Reelsight.Models.Joint;
using Reelsight.Training.Numbers;

namespace Reelsight.Training.Heads;

/// <summary>Fits the second half of the scaling, and applies it.</summary>
internal static class Standardised
{
    private const float LeastSpread = 1e-5f;

    public static FeatureScaling Fit(IReadOnlyList<Matrix> levelled)
    {
        var width = FeatureScaling.Width;
        var count = levelled.Sum(matrix => matrix.Rows);
        var mean = new double[width];
        var square = new double[width];
        foreach (var matrix in levelled)
        {
            for (var i = 0; i < matrix.Rows; i++)
            {
                var row = matrix.Row(i);
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
            spread[j] = Math.Max((float)Math.Sqrt(Math.Max(0, (square[j] / count) - (mean[j] * mean[j]))), LeastSpread);
        }

        return new FeatureScaling(Array.ConvertAll(mean, value => (float)value), spread);
    }

    public static Matrix Apply(FeatureScaling scaling, Matrix levelled)
    {
        var scaled = levelled.Copy();
        Parallel.For(0, scaled.Rows, i =>
        {
            TensorPrimitives.Subtract(scaled.Row(i), scaling.Mean, scaled.Row(i));
            TensorPrimitives.Divide(scaled.Row(i), scaling.Spread, scaled.Row(i));
        });
        return scaled;
    }
}
