using System.Numerics.Tensors;

namespace Reelsight.Training.LinearAlgebra;

/// <summary>
/// Eigenvectors of symmetric matrices without negative eigenvalues, by Jacobi rotations of pairs of rows until every two are at right
/// angles.
/// </summary>
internal static class JacobiEigenSolver
{
    private const int MaxSweeps = 30;
    private const double OrthogonalityTolerance = 1e-6;

    /// <summary>Eigenvalues, largest first, and the eigenvector of each as a row of norm 1.</summary>
    public static (float[] Values, Matrix Vectors) Decompose(Matrix symmetric)
    {
        // Rotating the rows of S at will gives R S. Once they are at right angles, they are its eigenvectors times its eigenvalues.
        var rows = symmetric.Copy();
        for (var sweep = 0; sweep < MaxSweeps; sweep++)
        {
            var turned = 0;
            for (var shift = 1; shift < rows.Rows; shift++)
            {
                turned += RotatePairs(rows, shift);
            }

            if (turned == 0)
            {
                break;
            }
        }

        var norms = Enumerable.Range(0, rows.Rows).Select(i => TensorPrimitives.Norm<float>(rows.GetRow(i))).ToArray();
        int[] order = [.. Enumerable.Range(0, rows.Rows).OrderByDescending(i => norms[i])];
        return ([.. order.Select(i => norms[i])], rows.SelectRows(order).NormalizeRows());
    }

    // Each row with the one so many places after it.
    private static int RotatePairs(Matrix rows, int shift)
    {
        var turned = 0;
        for (var i = 0; i + shift < rows.Rows; i++)
        {
            var one = rows.GetRow(i);
            var other = rows.GetRow(i + shift);
            double a = TensorPrimitives.Dot<float>(one, one),
                b = TensorPrimitives.Dot<float>(other, other),
                c = TensorPrimitives.Dot<float>(one, other);
            if (Math.Abs(c) <= OrthogonalityTolerance * Math.Sqrt(a * b))
            {
                continue;
            }

            turned++;
            var ratio = (b - a) / (2 * c);
            var tan = (ratio >= 0 ? 1 : -1) / (Math.Abs(ratio) + Math.Sqrt(1 + (ratio * ratio)));
            var cos = 1 / Math.Sqrt(1 + (tan * tan));
            RotateRows(one, other, (float)cos, (float)(cos * tan));
        }

        return turned;
    }

    private static void RotateRows(Span<float> one, Span<float> other, float cos, float sin)
    {
        for (var i = 0; i < one.Length; i++)
        {
            (one[i], other[i]) = ((cos * one[i]) - (sin * other[i]), (sin * one[i]) + (cos * other[i]));
        }
    }
}
