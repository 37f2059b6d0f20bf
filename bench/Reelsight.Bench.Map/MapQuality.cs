using Reelsight.Search.Projection;

namespace Reelsight.Bench.Map;

/// <summary>How true a map is to the vectors it was made of.</summary>
internal static class MapQuality
{
    private const int NeighbourCount = 15;

    /// <summary>The share of the true neighbours of some rows that were found.</summary>
    public static double ComputeRecall(QuantizedUnitVectors rows, NeighbourTable found, int sampled)
    {
        var shares = new double[Math.Min(sampled, rows.Count)];
        Parallel.For(0, shares.Length, i =>
        {
            var row = (int)((long)i * rows.Count / shares.Length);
            var asked = rows.PrepareQuery(row, new sbyte[rows.Dimension]);
            var distances = Enumerable
                .Range(0, rows.Count)
                .Where(other => other != row)
                .Select(other => 1 - rows.Cosine(asked, other))
                .Order()
                .ToArray();
            // A neighbour as near as the last of the true ones is as good as it.
            shares[i] =
                found.GetDistances(row).ToArray().Count(distance => distance <= distances[found.MaxNeighbours - 1] + 1e-6)
                / (double)found.MaxNeighbours;
        });
        return shares.Average();
    }

    /// <summary>
    /// Trustworthiness (Venna and Kaski, 2001; 1 when whoever is near on the map is near in truth), the share of the nearest neighbours
    /// that stay nearest, and the share of points whose label most of their neighbours on the map have.
    /// </summary>
    public static string Format(QuantizedUnitVectors rows, PointLayout layout, string[] labels)
    {
        var count = rows.Count;
        var (penalties, kept, right) = (new double[count], new double[count], new double[count]);
        Parallel.For(0, count, row =>
        {
            var asked = rows.PrepareQuery(row, new sbyte[rows.Dimension]);
            var truth = Order(other => 1 - rows.Cosine(asked, other));
            var shown = Order(other => Square(layout.X[other] - layout.X[row]) + Square(layout.Y[other] - layout.Y[row]));
            var rank = new int[count];
            for (var place = 0; place < truth.Length; place++)
            {
                rank[truth[place]] = place + 1;
            }
            penalties[row] = shown[..NeighbourCount].Sum(other => Math.Max(0, rank[other] - NeighbourCount));
            kept[row] = shown[..NeighbourCount].Count(other => rank[other] <= NeighbourCount) / (double)NeighbourCount;
            right[row] = shown[..NeighbourCount].GroupBy(other => labels[other]).MaxBy(group => group.Count())!.Key == labels[row] ? 1 : 0;

            int[] Order(Func<int, float> distance)
            {
                var others = Enumerable.Range(0, count).Where(other => other != row).ToArray();
                Array.Sort(Array.ConvertAll(others, other => distance(other)), others);
                return others;
            }
        });
        var trust = 1 - 2.0 / (count * (double)NeighbourCount * (2 * count - 3 * NeighbourCount - 1)) * penalties.Sum();
        return FormattableString.Invariant(
            $"trustworthiness {trust:0.000}; neighbours kept {kept.Average():0.000}; class of the neighbours right {right.Average():0.000}"
        );
    }

    private static float Square(float value) => value * value;
}
