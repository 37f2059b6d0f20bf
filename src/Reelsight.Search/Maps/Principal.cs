namespace Reelsight.Search.Maps;

/// <summary>Points in two dimensions.</summary>
/// <param name="X">One a point.</param>
/// <param name="Y">One a point.</param>
internal sealed record Layout(float[] X, float[] Y);

/// <summary>
/// Principal components: the two directions in which vectors differ most. They come from the smaller of two matrices with the same
/// eigenvalues, the covariance of the numbers or the Gram matrix of the vectors, and are exact.
/// </summary>
internal static class Principal
{
    private const int Components = 2;

    /// <summary>The projections onto the two components, and the share of the variance that each of them holds (0-1).</summary>
    public static (Layout Layout, double[] Shares) Of(UnitRows rows)
    {
        var (count, dimension) = (rows.Count, rows.Dimension);
        var axes = new[] { new float[count], new float[count] };
        if (count < 2)
        {
            return (new Layout(axes[0], axes[1]), [0, 0]);
        }
        var mean = Mean(rows);
        return count < dimension ? ByGram(rows, mean, axes) : ByCovariance(rows, mean, axes);
    }

    private static (Layout, double[]) ByCovariance(UnitRows rows, float[] mean, float[][] axes)
    {
        var matrix = SecondMoments.Of(rows.Count, rows.Dimension, (row, values) => Centre(rows, mean, row, values));
        var found = Eigen.Largest(matrix, rows.Dimension, Components);
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
        return (new Layout(axes[0], axes[1]), Shares(found, matrix, rows.Dimension));
    }

    private static (Layout, double[]) ByGram(UnitRows rows, float[] mean, float[][] axes)
    {
        var centred = new float[rows.Count][];
        for (var row = 0; row < centred.Length; row++)
        {
            Centre(rows, mean, row, centred[row] = new float[rows.Dimension]);
        }
        var matrix = SecondMoments.Of(rows.Dimension, rows.Count, (column, values) =>
        {
            for (var row = 0; row < values.Length; row++)
            {
                values[row] = centred[row][column];
            }
        });
        var found = Eigen.Largest(matrix, rows.Count, Components);
        for (var axis = 0; axis < found.Length; axis++)
        {
            var length = Math.Sqrt(found[axis].Value);
            axes[axis] = Array.ConvertAll(found[axis].Vector, value => (float)(value * length));
        }
        return (new Layout(axes[0], axes[1]), Shares(found, matrix, rows.Count));
    }

    private static double[] Shares((double Value, double[] Vector)[] found, double[] matrix, int size)
    {
        var all = Enumerable.Range(0, size).Sum(i => matrix[i * size + i]);
        return [.. Enumerable.Range(0, Components).Select(axis => all <= 0 || axis >= found.Length ? 0 : found[axis].Value / all)];
    }

    private static float[] Mean(UnitRows rows)
    {
        var sums = new double[rows.Dimension];
        var values = new float[rows.Dimension];
        for (var row = 0; row < rows.Count; row++)
        {
            rows.Read(row, values);
            for (var i = 0; i < values.Length; i++)
            {
                sums[i] += values[i];
            }
        }
        return Array.ConvertAll(sums, sum => (float)(sum / rows.Count));
    }

    private static void Centre(UnitRows rows, float[] mean, int row, Span<float> values)
    {
        rows.Read(row, values);
        System.Numerics.Tensors.TensorPrimitives.Subtract(values, mean, values);
    }
}
