using Reelsight.Labels.Teaching;

namespace Reelsight.Labels.Tests.Teaching;

public sealed class RidgeFitTests
{
    [Fact]
    public void Leaving_rows_out_gives_the_classifier_that_the_others_alone_give()
    {
        var random = new Random(3);
        float[][] rows = [.. Enumerable.Range(0, 20).Select(_ => (float[])[.. Enumerable.Range(0, 30).Select(_ => random.NextSingle())])];
        double[] targets = [.. Enumerable.Range(0, 20).Select(i => i % 3 == 0 ? 1.0 : -1.0)];
        double[] weights = [.. Enumerable.Range(0, 20).Select(i => 0.02 + (0.01 * (i % 4)))];
        int[] left = [2, 3, 4, 11];

        var without = RidgeFit.Fit(rows, targets, weights).FitWithout(left);

        int[] kept = [.. Enumerable.Range(0, 20).Except(left)];
        // The penalty counts relative to all weights, so those of the rest are scaled to the same sum.
        var scale = weights.Sum() / kept.Sum(i => weights[i]);
        var alone = RidgeFit.Fit(
            [.. kept.Select(i => rows[i])],
            [.. kept.Select(i => targets[i])],
            [.. kept.Select(i => weights[i])],
            1 / scale
        );
        foreach (var row in rows)
        {
            Assert.Equal(alone.Full.Compute(row), without.Compute(row), 1e-3f);
        }
    }

    [Fact]
    public void A_matrix_times_its_inverse_is_one()
    {
        double[][] matrix =
        [
            [4, 1, 0.5],
            [1, 3, 0.2],
            [0.5, 0.2, 2],
        ];
        var inverse = SymmetricInverse.Compute([.. matrix.Select(row => (double[])[.. row])]);
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j < 3; j++)
            {
                Assert.Equal(i == j ? 1 : 0, Enumerable.Range(0, 3).Sum(k => matrix[i][k] * inverse[k][j]), 9);
            }
        }
    }
}
