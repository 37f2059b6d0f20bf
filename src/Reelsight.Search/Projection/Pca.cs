namespace Reelsight.Search.Projection;

/// <summary>
/// Principal component analysis: projects vectors onto the two directions of largest variance, exactly. The directions are computed from
/// the smaller of two matrices with the same eigenvalues: the covariance of the dimensions or the Gram matrix of the vectors.
/// </summary>
internal static class Pca
{
    private const int ComponentCount = 2;

    /// <summary>The projections onto the two components, and the fraction of the variance that each explains (0-1).</summary>
    public static (PointLayout Layout, double[] Shares) Compute(QuantizedUnitVectors rows)
    {
        var (count, dimension) = (rows.Count, rows.Dimension);
        var axes = new[] { new float[count], new float[count] };
        if (count < 2)
        {
            return (new PointLayout(axes[0], axes[1]), [0, 0]);
        }
        var mean = ComputeMean(rows);
        return count < dimension ? ComputeByGramMatrix(rows, mean, axes) : ComputeByCovariance(rows, mean, axes);
    }

    private static (PointLayout, double[]) ComputeByCovariance(QuantizedUnitVectors rows, float[] mean, float[][] axes)
    {
        var matrix = GramMatrix.Compute(rows.Count, rows.Dimension, (row, values) => Centre(rows, mean, row, values));
        var found = SymmetricEigenSolver.ComputeLargest(matrix, rows.Dimension, ComponentCount);
        var directions = Array.ConvertAll(found, one => Array.ConvertAll(one.Vector, value => (float)value));
        Parallel.For(
            0,
            rows.Count,
            () => new float[rows.Dimension],
            (row, _, values) =>
            {
                Centre(rows, mean, row, values);
                for (var axis = 0; axis < directions.Length; axis++)
                {
                    axes[axis][row] = System.Numerics.Tensors.TensorPrimitives.Dot(values, directions[axis]);
                }
                return values;
            },
            _ => { }
        );
        return (new PointLayout(axes[0], axes[1]), ComputeExplainedVariance(found, matrix, rows.Dimension));
    }

    private static (PointLayout, double[]) ComputeByGramMatrix(QuantizedUnitVectors rows, float[] mean, float[][] axes)
    {
        var centred = new float[rows.Count][];
        for (var row = 0; row < centred.Length; row++)
        {
            Centre(rows, mean, row, centred[row] = new float[rows.Dimension]);
        }
        var matrix = GramMatrix.Compute(rows.Dimension, rows.Count, (column, values) =>
        {
            for (var row = 0; row < values.Length; row++)
            {
                values[row] = centred[row][column];
            }
        });
        var found = SymmetricEigenSolver.ComputeLargest(matrix, rows.Count, ComponentCount);
        for (var axis = 0; axis < found.Length; axis++)
        {
            var length = Math.Sqrt(found[axis].Value);
            axes[axis] = Array.ConvertAll(found[axis].Vector, value => (float)(value * length));
        }
        return (new PointLayout(axes[0], axes[1]), ComputeExplainedVariance(found, matrix, rows.Count));
    }

    private static double[] ComputeExplainedVariance((double Value, double[] Vector)[] found, double[] matrix, int size)
    {
        var all = Enumerable.Range(0, size).Sum(i => matrix[i * size + i]);
        return [.. Enumerable.Range(0, ComponentCount).Select(axis => all <= 0 || axis >= found.Length ? 0 : found[axis].Value / all)];
    }

    private static float[] ComputeMean(QuantizedUnitVectors rows)
    {
        var sums = new double[rows.Dimension];
        var values = new float[rows.Dimension];
        for (var row = 0; row < rows.Count; row++)
        {
            rows.Dequantize(row, values);
            for (var i = 0; i < values.Length; i++)
            {
                sums[i] += values[i];
            }
        }
        return Array.ConvertAll(sums, sum => (float)(sum / rows.Count));
    }

    private static void Centre(QuantizedUnitVectors rows, float[] mean, int row, Span<float> values)
    {
        rows.Dequantize(row, values);
        System.Numerics.Tensors.TensorPrimitives.Subtract(values, mean, values);
    }
}
