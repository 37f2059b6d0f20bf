namespace Reelsight.Training.LinearAlgebra;

/// <summary>Ridge regression in closed form.</summary>
internal static class RidgeRegression
{
    /// <summary>The map for which rows x map comes nearest to the goals, held back by the strength.</summary>
    /// <param name="rows">One example a row.</param>
    /// <param name="goals">What is to come out, one example a row.</param>
    /// <param name="strength">How much it is held back, as a share of the mean squared norm of the rows.</param>
    public static Matrix Fit(Matrix rows, Matrix goals, float strength)
    {
        var held =
            strength
            * (float)
                Enumerable.Range(0, rows.Rows).Average(i => System.Numerics.Tensors.TensorPrimitives.SumOfSquares<float>(rows.GetRow(i)));

        // The same map comes of the system of the rows and of that of the columns; the smaller one is solved.
        return rows.Rows < rows.Columns
            ? MatrixProduct.MultiplyTransposed(
                rows,
                CholeskySolver.Solve(AddToDiagonal(MatrixProduct.MultiplyByTransposed(rows, rows), held), goals)
            )
            : CholeskySolver.Solve(
                AddToDiagonal(MatrixProduct.MultiplyTransposed(rows, rows), held),
                MatrixProduct.MultiplyTransposed(rows, goals)
            );
    }

    private static Matrix AddToDiagonal(Matrix system, float held)
    {
        for (var i = 0; i < system.Rows; i++)
        {
            system.GetRow(i)[i] += held;
        }

        return system;
    }
}
