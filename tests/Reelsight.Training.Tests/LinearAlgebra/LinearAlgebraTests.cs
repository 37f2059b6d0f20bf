using System.Numerics.Tensors;
using Reelsight.Training.LinearAlgebra;

namespace Reelsight.Training.Tests.LinearAlgebra;

public sealed class LinearAlgebraTests
{
    private readonly Random _random = new(5);

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(13, 700, 45)]
    [InlineData(64, 33, 32)]
    public void A_product_is_the_sum_of_rows_times_columns(int rows, int depth, int columns)
    {
        var (left, right) = (Draw(rows, depth), Draw(depth, columns));
        var product = MatrixProduct.Multiply(left, right);
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                Assert.Equal(Enumerable.Range(0, depth).Sum(k => left.GetRow(i)[k] * right.GetRow(k)[j]), product.GetRow(i)[j], 1e-3f);
            }
        }

        AssertClose(product, MatrixProduct.MultiplyByTransposed(left, right.Transpose()), 1e-4f);
        AssertClose(product, MatrixProduct.MultiplyTransposed(left.Transpose(), right), 1e-4f);
    }

    [Fact]
    public void A_solved_system_gives_back_its_right_side()
    {
        var root = Draw(200, 300);
        var system = MatrixProduct.MultiplyByTransposed(root, root);
        for (var i = 0; i < 200; i++)
        {
            system.GetRow(i)[i] += 10;
        }

        var right = Draw(200, 7);
        AssertClose(right, MatrixProduct.Multiply(system, CholeskySolver.Solve(system.Copy(), right)), 1e-2f);
    }

    [Fact]
    public void A_system_that_is_not_positive_definite_is_refused() =>
        Assert.Throws<ArithmeticException>(() => CholeskySolver.Solve(new Matrix(2, 2, [1, 2, 2, 1]), new Matrix(2, 1)));

    [Fact]
    public void Eigenvectors_are_at_right_angles_and_give_back_the_matrix()
    {
        var root = Draw(60, 40);
        var symmetric = MatrixProduct.MultiplyTransposed(root, root);
        var (values, vectors) = EigenSolver.Decompose(symmetric);
        Assert.Equal(values.OrderDescending(), values);

        var (identity, scaled) = (new Matrix(40, 40), vectors.Copy());
        for (var i = 0; i < 40; i++)
        {
            identity.GetRow(i)[i] = 1;
            TensorPrimitives.Multiply(scaled.GetRow(i), values[i], scaled.GetRow(i));
        }

        AssertClose(identity, MatrixProduct.MultiplyByTransposed(vectors, vectors), 1e-5f);
        AssertClose(symmetric, MatrixProduct.MultiplyTransposed(vectors, scaled), 1e-4f);
    }

    [Fact]
    public void Ridge_regression_is_the_same_by_rows_and_by_columns()
    {
        var (rows, goals) = (Draw(60, 40), Draw(60, 3));
        var byColumns = RidgeRegression.Fit(rows, goals, 0.5f);

        // Forty more columns of zeros change nothing but which system is the smaller one.
        var wide = new Matrix(60, 80);
        for (var i = 0; i < 60; i++)
        {
            rows.GetRow(i).CopyTo(wide.GetRow(i));
        }

        var byRows = RidgeRegression.Fit(wide, goals, 0.5f);
        AssertClose(byColumns, new Matrix(40, 3, byRows.Values[..120]), 1e-4f);
        Assert.All(byRows.Values[120..], value => Assert.Equal(0, value, 1e-6f));
    }

    [Fact]
    public void Adam_finds_the_least_value()
    {
        float[] weights = [3, -2];
        var adam = new AdamOptimizer(weights, 0.1f);
        for (var step = 0; step < 400; step++)
        {
            adam.Step([2 * (weights[0] - 1), 8 * (weights[1] + 5)], 1 - (step / 400f));
        }

        Assert.Equal(1, weights[0], 0.01f);
        Assert.Equal(-5, weights[1], 0.01f);
    }

    private Matrix Draw(int rows, int columns) =>
        new(rows, columns, [.. Enumerable.Range(0, rows * columns).Select(_ => _random.NextSingle() - 0.5f)]);

    private static void AssertClose(Matrix expected, Matrix actual, float within)
    {
        Assert.Equal((expected.Rows, expected.Columns), (actual.Rows, actual.Columns));
        for (var i = 0; i < expected.Values.Length; i++)
        {
            Assert.Equal(expected.Values[i], actual.Values[i], within);
        }
    }
}
