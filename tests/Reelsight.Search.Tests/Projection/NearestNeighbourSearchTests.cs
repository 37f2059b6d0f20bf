using Reelsight.Search.Projection;

namespace Reelsight.Search.Tests.Projection;

/// <summary>Who is near whom, and maps that keep it.</summary>
public sealed class NearestNeighbourSearchTests
{
    private const int MaxNeighbours = 8;

    [Fact]
    public void Up_to_some_size_the_nearest_are_found_exactly()
    {
        var rows = ClusteredVectors.Create(300, 6);
        var found = Find(rows);
        var values = new float[ClusteredVectors.Dimension];
        var all = Enumerable
            .Range(0, rows.Count)
            .Select(row =>
            {
                rows.Dequantize(row, values);
                return values.ToArray();
            })
            .ToArray();
        for (var row = 0; row < rows.Count; row++)
        {
            var distances = Enumerable
                .Range(0, rows.Count)
                .Where(other => other != row)
                .Select(other => 1 - all[row].Zip(all[other], (a, b) => a * b).Sum())
                .Order()
                .ToArray();
            Assert.Equal(distances[MaxNeighbours - 1], found.GetDistances(row)[MaxNeighbours - 1], 1e-2);
            Assert.DoesNotContain(row, found.GetNeighbours(row).ToArray());
        }
    }

    [Fact]
    public void Beyond_it_nearly_all_of_them_are_found()
    {
        var rows = ClusteredVectors.Create(3000, 40);
        var (exact, near) = (Find(rows), Find(rows, exactRows: 100));
        var right = Enumerable
            .Range(0, rows.Count)
            .Sum(row => near.GetNeighbours(row).ToArray().Intersect(exact.GetNeighbours(row).ToArray()).Count());
        Assert.True(right >= 0.97 * MaxNeighbours * rows.Count, $"{right / (double)(MaxNeighbours * rows.Count)}");
    }

    [Fact]
    public void Rows_of_one_group_are_no_neighbours_of_each_other()
    {
        var rows = ClusteredVectors.Create(60, 2);
        int[] groups = [.. Enumerable.Range(0, 60).Select(row => row % 2)];
        var found = new NearestNeighbourSearch(rows, MaxNeighbours, groups).Search(_ => { }, default);
        for (var row = 0; row < rows.Count; row++)
        {
            Assert.All(found.GetNeighbours(row).ToArray(), other => Assert.NotEqual(row % 2, other % 2));
        }
    }

    [Theory]
    [InlineData(20_000)]
    [InlineData(100)]
    public void A_map_keeps_clusters_apart_and_is_the_same_each_time(int exactRows)
    {
        const int clusters = 8;
        var rows = ClusteredVectors.Create(600, clusters);
        var (first, second) = (ComputeLayout(rows, exactRows), ComputeLayout(rows, exactRows));
        Assert.Equal(first.X, second.X);
        Assert.Equal(first.Y, second.Y);
        var right = Enumerable.Range(0, rows.Count).Count(row => Nearest(first, row) % clusters == row % clusters);
        Assert.True(right > 0.97 * rows.Count, $"{right} of {rows.Count}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Fewer_points_than_neighbours_make_a_map_too(int count)
    {
        var layout = ComputeLayout(ClusteredVectors.Create(count, 1), 100);
        Assert.Equal(count, layout.X.Length);
        Assert.All(layout.X.Concat(layout.Y), value => Assert.True(float.IsFinite(value)));
    }

    private static NeighbourTable Find(QuantizedUnitVectors rows, int exactRows = 20_000) =>
        new NearestNeighbourSearch(rows, MaxNeighbours) { MaxExactRows = exactRows }.Search(_ => { }, default);

    private static PointLayout ComputeLayout(QuantizedUnitVectors rows, int exactRows) =>
        Umap.Compute(Find(rows, exactRows), Pca.Compute(rows).Layout, _ => { }, default);

    private static int Nearest(PointLayout layout, int row) =>
        Enumerable
            .Range(0, layout.X.Length)
            .Where(other => other != row)
            .MinBy(other => Math.Pow(layout.X[other] - layout.X[row], 2) + Math.Pow(layout.Y[other] - layout.Y[row], 2));
}
