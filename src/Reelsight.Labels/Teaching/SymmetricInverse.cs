using System.Numerics.Tensors;

namespace Reelsight.Labels.Teaching;

/// <summary>Inverse of a symmetric positive definite matrix by Cholesky factors; see decision 0029 for why it is our own.</summary>
internal static class SymmetricInverse
{
    /// <summary>The inverse.</summary>
    /// <param name="matrix">Rows; only the lower triangle is read, and it is overwritten.</param>
    public static double[][] Compute(double[][] matrix)
    {
        var count = matrix.Length;
        Factor(matrix);
        var columns = InvertFactor(matrix);
        var inverse = new double[count][];
        Parallel.For(0, count, i => inverse[i] = new double[count]);
        Parallel.For(0, count, i =>
        {
            for (var j = 0; j <= i; j++)
            {
                inverse[i][j] = TensorPrimitives.Dot<double>(columns[i].AsSpan(i), columns[j].AsSpan(i));
            }
        });
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                inverse[j][i] = inverse[i][j];
            }
        }

        return inverse;
    }

    private static void Factor(double[][] matrix)
    {
        for (var i = 0; i < matrix.Length; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var rest = matrix[i][j] - TensorPrimitives.Dot<double>(matrix[i].AsSpan(0, j), matrix[j].AsSpan(0, j));
                matrix[i][j] = i == j ? Math.Sqrt(Math.Max(rest, 1e-12)) : rest / matrix[j][j];
            }
        }
    }

    // The inverse of the lower factor, column by column: each lies in one piece of memory.
    private static double[][] InvertFactor(double[][] factor)
    {
        var count = factor.Length;
        var columns = new double[count][];
        Parallel.For(0, count, column =>
        {
            var values = new double[count];
            values[column] = 1 / factor[column][column];
            for (var i = column + 1; i < count; i++)
            {
                var known = TensorPrimitives.Dot<double>(factor[i].AsSpan(column, i - column), values.AsSpan(column, i - column));
                values[i] = -known / factor[i][i];
            }

            columns[column] = values;
        });
        return columns;
    }
}
