using Reelsight.Search.Projection;

namespace Reelsight.Search.Tests.Projection;

/// <summary>Maps by principal components.</summary>
public sealed class PcaTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(500, 37)]
    [InlineData(1000, 48)]
    public void Products_of_all_columns_are_those_of_the_plain_sum(int rows, int columns)
    {
        var random = new Random(3);
        var matrix = Enumerable
            .Range(0, rows)
            .Select(_ => Enumerable.Range(0, columns).Select(_ => random.NextSingle() - 0.5f).ToArray())
            .ToArray();
        var found = GramMatrix.Compute(rows, columns, (row, values) => matrix[row].CopyTo(values));
        for (var i = 0; i < columns; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                Assert.Equal(matrix.Sum(row => (double)row[i] * row[j]), found[i * columns + j], 1e-3);
            }
        }
    }

    [Fact]
    public void Eigenvectors_are_those_that_the_matrix_was_made_of()
    {
        const int size = 30;
        var random = new Random(5);
        // A matrix of mirrored axes: its eigenvectors are the axes in the mirror.
        var mirror = Enumerable.Range(0, size).Select(_ => random.NextDouble() - 0.5).ToArray();
        var squares = mirror.Sum(value => value * value);
        double[] Axis(int n) => [.. Enumerable.Range(0, size).Select(i => (i == n ? 1 : 0) - 2 * mirror[i] * mirror[n] / squares)];
        var values = Enumerable.Range(0, size).Select(n => 10.0 / (n + 1)).ToArray();
        var matrix = new double[size * size];
        for (var n = 0; n < size; n++)
        {
            var axis = Axis(n);
            for (var i = 0; i < matrix.Length; i++)
            {
                matrix[i] += values[n] * axis[i / size] * axis[i % size];
            }
        }
        var found = SymmetricEigenSolver.ComputeLargest(matrix, size, 2);
        for (var n = 0; n < 2; n++)
        {
            Assert.Equal(values[n], found[n].Value, 1e-9);
            Assert.Equal(1, Math.Abs(found[n].Vector.Zip(Axis(n), (one, other) => one * other).Sum()), 1e-9);
        }
    }

    [Fact]
    public void The_Gram_matrix_and_the_covariance_place_points_alike()
    {
        // As many points as numbers is the border between the two: one point fewer must hardly move the others.
        var values = ClusteredVectors.Values(ClusteredVectors.Dimension, 3);
        var (all, shares) = Pca.Compute(QuantizedUnitVectors.FromFloats(ClusteredVectors.Dimension, values));
        var padded = new float[ClusteredVectors.Dimension * 64];
        for (var row = 0; row < ClusteredVectors.Dimension; row++)
        {
            values.AsSpan(row * ClusteredVectors.Dimension, ClusteredVectors.Dimension).CopyTo(padded.AsSpan(row * 64));
        }
        var (byGram, sharesByGram) = Pca.Compute(QuantizedUnitVectors.FromFloats(64, padded));
        Assert.All(shares.Zip(sharesByGram), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
        for (var axis = 0; axis < 2; axis++)
        {
            var (one, other) = axis == 0 ? (all.X, byGram.X) : (all.Y, byGram.Y);
            var sign = Math.Sign(one.Zip(other, (a, b) => a * b).Sum());
            Assert.All(one.Zip(other), pair => Assert.Equal(pair.First, sign * pair.Second, 1e-2));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Hardly_any_points_make_a_map_too(int count)
    {
        var (layout, _) = Pca.Compute(ClusteredVectors.Create(count, 1));
        Assert.Equal(count, layout.X.Length);
        Assert.All(layout.X.Concat(layout.Y), value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Points_that_are_all_the_same_lie_at_one_place()
    {
        var rows = QuantizedUnitVectors.FromFloats(4, [.. Enumerable.Repeat(new float[] { 1, 0, 0, 0 }, 20).SelectMany(row => row)]);
        var (layout, shares) = Pca.Compute(rows);
        Assert.All(layout.X.Concat(layout.Y), value => Assert.Equal(0, value, 1e-3));
        Assert.All(shares, share => Assert.True(double.IsFinite(share)));
    }
}
