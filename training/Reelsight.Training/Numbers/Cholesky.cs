namespace Reelsight.Training.Numbers;

/// <summary>Solves systems whose matrix is symmetric and positive definite.</summary>
internal static class Cholesky
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
                var row = a.Row(i);
                for (var j = start; j < end; j++)
                {
                    var done = a.Row(j)[start..j];
                    row[j] = (row[j] - System.Numerics.Tensors.TensorPrimitives.Dot(row[start..j], done)) / a.Row(j)[j];
                }
            });

            var panel = new Matrix(n - end, end - start);
            for (var i = end; i < n; i++)
            {
                a.Row(i)[start..end].CopyTo(panel.Row(i - end));
            }

            var update = Product.WithTransposed(panel, panel);
            Parallel.For(end, n, i =>
                System.Numerics.Tensors.TensorPrimitives.Subtract(
                    a.Row(i)[end..(i + 1)],
                    update.Row(i - end)[..(i - end + 1)],
                    a.Row(i)[end..(i + 1)]
                )
            );
        }
    }

    private static void FactorDiagonal(Matrix a, int start, int end)
    {
        for (var j = start; j < end; j++)
        {
            var own = a.Row(j);
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
                var row = a.Row(i);
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
                    System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(x.Row(k), -factor.Row(i)[k], x.Row(i), x.Row(i));
                }

                System.Numerics.Tensors.TensorPrimitives.Divide(x.Row(i), factor.Row(i)[i], x.Row(i));
            }

            Parallel.For(end, x.Rows, i =>
            {
                for (var k = start; k < end; k++)
                {
                    System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(x.Row(k), -factor.Row(i)[k], x.Row(i), x.Row(i));
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
                System.Numerics.Tensors.TensorPrimitives.Divide(x.Row(i), factor.Row(i)[i], x.Row(i));
                for (var k = start; k < i; k++)
                {
                    System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(x.Row(i), -factor.Row(i)[k], x.Row(k), x.Row(k));
                }
            }

            var (from, to) = (start, end);
            Parallel.For(0, start, k =>
            {
                for (var i = from; i < to; i++)
                {
                    System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(x.Row(i), -factor.Row(i)[k], x.Row(k), x.Row(k));
                }
            });
        }
    }
}
