using MathNet.Numerics.LinearAlgebra;

namespace Reelsight.Training.LinearAlgebra;

/// <summary>Eigenvectors of symmetric matrices, by Math.NET in double precision.</summary>
internal static class EigenSolver
{
    /// <summary>Eigenvalues, largest first, and the eigenvector of each as a row of norm 1.</summary>
    /// <param name="symmetric">n x n, symmetric.</param>
    public static (float[] Values, Matrix Vectors) Decompose(Matrix symmetric)
    {
        // Math.NET stores columns one after the other, which is the same of a symmetric matrix.
        var n = symmetric.Rows;
        var entries = Array.ConvertAll(symmetric.Values, value => (double)value);
        var decomposed = Matrix<double>.Build.Dense(n, n, entries).Evd(Symmetricity.Symmetric);

        // Ascending, and each eigenvector is a column.
        var (values, vectors) = (new float[n], new Matrix(n, n));
        for (var i = 0; i < n; i++)
        {
            values[i] = (float)decomposed.EigenValues[n - 1 - i].Real;
            var vector = decomposed.EigenVectors.Column(n - 1 - i);
            for (var j = 0; j < n; j++)
            {
                vectors.GetRow(i)[j] = (float)vector[j];
            }
        }

        return (values, vectors);
    }
}
