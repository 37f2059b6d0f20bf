using System.Numerics.Tensors;

namespace Reelsight.Labels.Teaching;

/// <summary>
/// Ridge regression of few rows with many numbers, solved for the rows. What the classifier would be without some of its rows follows from
/// the same solution, so leaving out one video after another costs next to nothing.
/// </summary>
internal sealed class RidgeFit
{
    // Chosen on the teaching halves of the sets in docs/quality.md; ten times more or less changes little.
    private const double Lambda = 1e-3;

    private readonly IReadOnlyList<float[]> _rows;
    private readonly double[][] _inverse;
    private readonly double[] _coefficients;

    private RidgeFit(IReadOnlyList<float[]> rows, double[][] inverse, double[] coefficients) =>
        (_rows, _inverse, _coefficients) = (rows, inverse, coefficients);

    /// <summary>The classifier of all rows.</summary>
    public LinearScore Full => ToScore(_coefficients);

    /// <summary>Fits rows to targets.</summary>
    /// <param name="rows">The rows, all of one length.</param>
    /// <param name="targets">What each row should score.</param>
    /// <param name="weights">How much each row counts, above 0; their sum does not matter.</param>
    /// <param name="share">Which share of all the rows weigh, when there would be more: so much more the penalty counts.</param>
    public static RidgeFit Fit(IReadOnlyList<float[]> rows, IReadOnlyList<double> targets, IReadOnlyList<double> weights, double share = 1)
    {
        var total = weights.Sum() / share;
        var kernel = new double[rows.Count][];
        Parallel.For(0, rows.Count, i =>
        {
            kernel[i] = new double[rows.Count];
            for (var j = 0; j <= i; j++)
            {
                // The constant makes a number that is 1 in every row: the bias.
                kernel[i][j] = TensorPrimitives.Dot<float>(rows[i], rows[j]) + 1;
            }

            kernel[i][i] += Lambda * total / weights[i];
        });
        var inverse = SymmetricInverse.Compute(kernel);
        return new RidgeFit(rows, inverse, [.. inverse.Select(row => Dot(row, targets))]);
    }

    /// <summary>The classifier that the other rows alone would have given.</summary>
    /// <param name="left">Indexes of the rows that are left out.</param>
    public LinearScore FitWithout(IReadOnlyList<int> left)
    {
        if (left.Count == 0)
        {
            return Full;
        }

        double[][] block = [.. left.Select(i => (double[])[.. left.Select(j => _inverse[i][j])])];
        var blockInverse = SymmetricInverse.Compute(block);
        double[] own = [.. left.Select(i => _coefficients[i])];
        double[] step = [.. blockInverse.Select(row => Dot(row, own))];
        var coefficients = new double[_coefficients.Length];
        for (var i = 0; i < coefficients.Length; i++)
        {
            coefficients[i] = _coefficients[i] - left.Select((j, at) => _inverse[i][j] * step[at]).Sum();
        }

        foreach (var i in left)
        {
            coefficients[i] = 0;
        }

        return ToScore(coefficients);
    }

    private LinearScore ToScore(double[] coefficients)
    {
        var weights = new float[_rows[0].Length];
        for (var row = 0; row < _rows.Count; row++)
        {
            TensorPrimitives.MultiplyAdd(_rows[row], (float)coefficients[row], weights, weights);
        }

        return new LinearScore(weights, (float)coefficients.Sum());
    }

    private static double Dot(double[] row, IReadOnlyList<double> values)
    {
        double sum = 0;
        for (var i = 0; i < row.Length; i++)
        {
            sum += row[i] * values[i];
        }

        return sum;
    }
}
