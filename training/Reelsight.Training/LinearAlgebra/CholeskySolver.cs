namespace Reelsight.Training.LinearAlgebra;

/// <summary>Solves systems whose matrix is symmetric and positive definite.</summary>
internal static class CholeskySolver
{
    private const int Block = 128;

    /// <summary>X of system x X = right. The system is overwritten by its factor.</summary>
    /// <param name="system">n x n, symmetric, positive definite.</param>
    /// <param name="right">n x anything.</param>
    /// <exception cref="ArithmeticException">The system is not positive definite.</exception>
    public static Matrix Solve(Matrix system, Matrix right)
    {
        Factor(system);
        var x = right.Copy();
        Forward(system, x);
        Backward(system, x);
        return x;
    }

    // Right-looking and blocked, so that nearly all of the work is a product of matrices.
    private static void Factor(Matrix a)
    {
        var n = a.Rows;
        for (var start = 0; start < n; start += Block)
        {
            var end = Math.Min(n, start + Block);
            FactorDiagonal(a, start, end);
            if (end == n)
            {
                return;
            }

            Parallel.For(end, n, i =>
            {
                var row = a.GetRow(i);
                for (var j = start; j < end; j++)
                {
                    var done = a.GetRow(j)[start..j];
                    row[j] = (row[j] - System.Numerics.Tensors.TensorPrimitives.Dot(row[start..j], done)) / a.GetRow(j)[j];
                }
            });

            var panel = new Matrix(n - end, end - start);
            for (var i = end; i < n; i++)
            {
                a.GetRow(i)[start..end].CopyTo(panel.GetRow(i - end));
            }

            var update = MatrixProduct.MultiplyByTransposed(panel, panel);
            Parallel.For(end, n, i =>
                System.Numerics.Tensors.TensorPrimitives.Subtract(
                    a.GetRow(i)[end..(i + 1)],
                    update.GetRow(i - end)[..(i - end + 1)],
                    a.GetRow(i)[end..(i + 1)]
                )
            );
        }
    }

    private static void FactorDiagonal(Matrix a, int start, int end)
    {
        for (var j = start; j < end; j++)
        {
            var own = a.GetRow(j);
            double rest = own[j];
            for (var k = start; k < j; k++)
            {
                rest -= (double)own[k] * own[k];
            }

            own[j] =
                rest > 0
                    ? (float)Math.Sqrt(rest)
                    : throw new ArithmeticException("The system of equations is not positive definite: raise the regularisation.");
            for (var i = j + 1; i < end; i++)
            {
                var row = a.GetRow(i);
                row[j] = (row[j] - System.Numerics.Tensors.TensorPrimitives.Dot(row[start..j], own[start..j])) / own[j];
            }
        }
    }

    private static void Forward(Matrix factor, Matrix x)
    {
        for (var start = 0; start < x.Rows; start += Block)
        {
            var end = Math.Min(x.Rows, start + Block);
            for (var i = start; i < end; i++)
            {
                for (var k = start; k < i; k++)
                {
                    System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(x.GetRow(k), -factor.GetRow(i)[k], x.GetRow(i), x.GetRow(i));
                }

                System.Numerics.Tensors.TensorPrimitives.Divide(x.GetRow(i), factor.GetRow(i)[i], x.GetRow(i));
            }

            Parallel.For(end, x.Rows, i =>
            {
                for (var k = start; k < end; k++)
                {
                    System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(x.GetRow(k), -factor.GetRow(i)[k], x.GetRow(i), x.GetRow(i));
                }
            });
        }
    }

    private static void Backward(Matrix factor, Matrix x)
    {
        for (var end = x.Rows; end > 0; end = (end - 1) / Block * Block)
        {
            var start = (end - 1) / Block * Block;
            for (var i = end - 1; i >= start; i--)
            {
                System.Numerics.Tensors.TensorPrimitives.Divide(x.GetRow(i), factor.GetRow(i)[i], x.GetRow(i));
                for (var k = start; k < i; k++)
                {
                    System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(x.GetRow(i), -factor.GetRow(i)[k], x.GetRow(k), x.GetRow(k));
                }
            }

            var (from, to) = (start, end);
            Parallel.For(0, start, k =>
            {
                for (var i = from; i < to; i++)
                {
                    System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(x.GetRow(i), -factor.GetRow(i)[k], x.GetRow(k), x.GetRow(k));
                }
            });
        }
    }
}
