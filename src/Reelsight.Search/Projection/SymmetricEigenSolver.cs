namespace Reelsight.Search.Projection;

/// <summary>
/// Computes the largest eigenvalues of a symmetric matrix and their eigenvectors by subspace iteration with Rayleigh-Ritz projection, until
/// the residual is at rounding level.
/// </summary>
internal static class SymmetricEigenSolver
{
    private const int ExtraVectors = 8,
        MaxIterations = 300;
    private const double Tolerance = 1e-9;

    /// <summary>Eigenvalues in descending order, each with its eigenvector of length 1, whose largest component is positive.</summary>
    /// <param name="matrix">Symmetric, positive semidefinite, in row-major order.</param>
    /// <param name="size">Number of rows of the matrix.</param>
    /// <param name="wanted">Number of eigenvalues.</param>
    /// <remarks>When the next eigenvalues agree to eight digits, any direction in their span is as good, and the iteration ends.</remarks>
    public static (double Value, double[] Vector)[] ComputeLargest(double[] matrix, int size, int wanted)
    {
        wanted = Math.Min(wanted, size);
        var width = Math.Min(size, wanted + ExtraVectors);
        var random = new Random(1);
        var basis = Enumerable
            .Range(0, width)
            .Select(_ => Enumerable.Range(0, size).Select(_ => random.NextDouble() - 0.5).ToArray())
            .ToArray();
        Orthonormalise(basis);
        for (var round = 0; ; round++)
        {
            var images = Array.ConvertAll(basis, vector => new double[vector.Length]);
            Parallel.For(0, size, row =>
            {
                var entries = matrix.AsSpan(row * size, size);
                for (var v = 0; v < basis.Length; v++)
                {
                    images[v][row] = Dot(entries, basis[v]);
                }
            });
            var (values, rotations) = DiagonalizeByJacobi(ProjectOntoBasis(basis, images));
            var vectors = Combine(basis, rotations);
            var rotated = Combine(images, rotations);
            var omitted = Enumerable.Range(0, wanted).Max(v => ResidualNorm(rotated[v], vectors[v], values[v]));
            if (omitted <= Tolerance * Math.Max(values[0], double.Epsilon) || round == MaxIterations)
            {
                return [.. Enumerable.Range(0, wanted).Select(v => (Math.Max(0, values[v]), NormalizeSign(vectors[v])))];
            }
            basis = rotated;
            Orthonormalise(basis);
        }
    }

    private static double Dot(ReadOnlySpan<double> one, ReadOnlySpan<double> other) =>
        System.Numerics.Tensors.TensorPrimitives.Dot(one, other);

    private static double[,] ProjectOntoBasis(double[][] basis, double[][] images)
    {
        var products = new double[basis.Length, basis.Length];
        for (var i = 0; i < basis.Length; i++)
        {
            for (var j = i; j < basis.Length; j++)
            {
                products[i, j] = products[j, i] = (Dot(basis[i], images[j]) + Dot(basis[j], images[i])) / 2;
            }
        }
        return products;
    }

    // Twice, because one pass does not make nearly parallel vectors orthogonal enough.
    private static void Orthonormalise(double[][] basis)
    {
        for (var pass = 0; pass < 2; pass++)
        {
            for (var v = 0; v < basis.Length; v++)
            {
                for (var before = 0; before < v; before++)
                {
                    var share = Dot(basis[v], basis[before]);
                    for (var i = 0; i < basis[v].Length; i++)
                    {
                        basis[v][i] -= share * basis[before][i];
                    }
                }
                var length = Math.Sqrt(Dot(basis[v], basis[v]));
                if (length < 1e-150)
                {
                    basis[v][v % basis[v].Length] = length = 1; // the matrix has no higher rank
                }
                for (var i = 0; i < basis[v].Length; i++)
                {
                    basis[v][i] /= length;
                }
            }
        }
    }

    private static double[][] Combine(double[][] vectors, double[][] rotations) => Array.ConvertAll(rotations, rotation =>
        {
            var sum = new double[vectors[0].Length];
            for (var v = 0; v < vectors.Length; v++)
            {
                for (var i = 0; i < sum.Length; i++)
                {
                    sum[i] += rotation[v] * vectors[v][i];
                }
            }
            return sum;
        });

    private static double ResidualNorm(double[] image, double[] vector, double value)
    {
        var squares = 0.0;
        for (var i = 0; i < image.Length; i++)
        {
            squares += Math.Pow(image[i] - value * vector[i], 2);
        }
        return Math.Sqrt(squares);
    }

    // An eigenvector's sign is arbitrary; a map should not flip when it is built again.
    private static double[] NormalizeSign(double[] vector)
    {
        var maxMagnitude = vector.MaxBy(Math.Abs);
        return maxMagnitude < 0 ? Array.ConvertAll(vector, value => -value) : vector;
    }

    // All eigenvectors of a small matrix by Jacobi rotations.
    private static (double[] Values, double[][] Vectors) DiagonalizeByJacobi(double[,] matrix)
    {
        var size = matrix.GetLength(0);
        var vectors = Enumerable.Range(0, size).Select(v => Enumerable.Range(0, size).Select(i => i == v ? 1.0 : 0).ToArray()).ToArray();
        for (var sweep = 0; sweep < 30; sweep++)
        {
            for (var p = 0; p < size; p++)
            {
                for (var q = p + 1; q < size; q++)
                {
                    Rotate(matrix, vectors, p, q);
                }
            }
        }
        var order = Enumerable.Range(0, size).OrderByDescending(v => matrix[v, v]).ToArray();
        return ([.. order.Select(v => matrix[v, v])], [.. order.Select(v => vectors[v])]);
    }

    private static void Rotate(double[,] matrix, double[][] vectors, int p, int q)
    {
        if (Math.Abs(matrix[p, q]) <= 1e-300)
        {
            return;
        }
        var half = (matrix[q, q] - matrix[p, p]) / (2 * matrix[p, q]);
        var tangent = (half < 0 ? -1 : 1) / (Math.Abs(half) + Math.Sqrt(half * half + 1));
        var cosine = 1 / Math.Sqrt(tangent * tangent + 1);
        var sine = tangent * cosine;
        for (var i = 0; i < vectors.Length; i++)
        {
            (matrix[i, p], matrix[i, q]) = (cosine * matrix[i, p] - sine * matrix[i, q], sine * matrix[i, p] + cosine * matrix[i, q]);
        }
        for (var i = 0; i < vectors.Length; i++)
        {
            (matrix[p, i], matrix[q, i]) = (cosine * matrix[p, i] - sine * matrix[q, i], sine * matrix[p, i] + cosine * matrix[q, i]);
            (vectors[p][i], vectors[q][i]) = (cosine * vectors[p][i] - sine * vectors[q][i], sine * vectors[p][i] + cosine * vectors[q][i]);
        }
    }
}
