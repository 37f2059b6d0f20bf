using System.Numerics.Tensors;
using Reelsight.Training.LinearAlgebra;

namespace Reelsight.Training.Heads;

/// <summary>The symmetric contrastive loss (as in CLIP, Radford et al., 2021) over a batch whose pairs lie on the diagonal.</summary>
internal static class ContrastiveLoss
{
    /// <summary>Slopes of the loss over the cosines, and over the logarithm of the scale.</summary>
    public static (Matrix Cosines, float Scale) ComputeGradients(Matrix cosines, float scale)
    {
        var n = cosines.Rows;
        var gradients = new Matrix(n, n);
        var byColumn = cosines.Transpose();
        Parallel.For(0, n, i => SoftMax(byColumn.GetRow(i), scale));
        byColumn = byColumn.Transpose();
        var parts = new double[n];
        Parallel.For(0, n, i =>
        {
            var row = gradients.GetRow(i);
            cosines.GetRow(i).CopyTo(row);
            SoftMax(row, scale);
            TensorPrimitives.Add(row, byColumn.GetRow(i), row);
            row[i] -= 2;
            TensorPrimitives.Multiply(row, scale / (2 * n), row);
            parts[i] = TensorPrimitives.Dot(row, cosines.GetRow(i));
        });
        return (gradients, (float)parts.Sum());
    }

    private static void SoftMax(Span<float> row, float scale)
    {
        TensorPrimitives.Multiply(row, scale, row);
        TensorPrimitives.SoftMax(row, row);
    }
}
