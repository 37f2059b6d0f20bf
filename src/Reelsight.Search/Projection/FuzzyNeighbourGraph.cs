namespace Reelsight.Search.Projection;

/// <summary>
/// The fuzzy graph of nearest neighbours that UMAP lays out. The weight of an edge (0-1) is the degree of neighbourhood: 1 for the nearest
/// neighbour and less for those further away, on a scale of each row's own, so that sparse and dense regions count alike. It is symmetric:
/// the fuzzy union of both directions.
/// </summary>
/// <param name="RowStarts">Index of the first edge of each row, and the end of the last.</param>
/// <param name="Neighbours">The other row of each edge, ascending within a row; every edge is listed at both ends.</param>
/// <param name="Weights">The weight of each edge, divided by the largest.</param>
internal sealed record FuzzyNeighbourGraph(int[] RowStarts, int[] Neighbours, float[] Weights)
{
    private const int BisectionSteps = 64;
    private const float MinScale = 1e-3f;

    public static FuzzyNeighbourGraph Build(NeighbourTable neighbours)
    {
        var weights = new float[neighbours.Count][];
        Parallel.For(0, neighbours.Count, row => weights[row] = ComputeMemberships(neighbours.GetDistances(row)));
        var edges = new List<(int Row, int Other, float Strength)>(neighbours.Count * neighbours.MaxNeighbours * 2);
        for (var row = 0; row < neighbours.Count; row++)
        {
            for (var place = 0; place < neighbours.MaxNeighbours && neighbours.GetNeighbours(row)[place] >= 0; place++)
            {
                edges.Add((row, neighbours.GetNeighbours(row)[place], weights[row][place]));
                edges.Add((neighbours.GetNeighbours(row)[place], row, weights[row][place]));
            }
        }
        return Symmetrize(neighbours.Count, edges);
    }

    // The fuzzy union of the edges in both directions: a + b - ab.
    private static FuzzyNeighbourGraph Symmetrize(int count, List<(int Row, int Other, float Strength)> edges)
    {
        edges.Sort(
            (one, next) =>
                one.Row != next.Row ? one.Row.CompareTo(next.Row)
                : one.Other != next.Other ? one.Other.CompareTo(next.Other)
                : one.Strength.CompareTo(next.Strength)
        );
        var first = new int[count + 1];
        var others = new List<int>(edges.Count);
        var weights = new List<float>(edges.Count);
        for (var i = 0; i < edges.Count; i++)
        {
            var (row, other, weight) = edges[i];
            if (i > 0 && edges[i - 1].Row == row && edges[i - 1].Other == other)
            {
                weights[^1] += weight - weights[^1] * weight;
                continue;
            }
            others.Add(other);
            weights.Add(weight);
            first[row + 1] = others.Count;
        }
        for (var row = 0; row < count; row++)
        {
            first[row + 1] = Math.Max(first[row + 1], first[row]);
        }
        var maxWeight = weights.DefaultIfEmpty(1).Max();
        return new FuzzyNeighbourGraph(first, [.. others], [.. weights.Select(weight => weight / maxWeight)]);
    }

    // The scale is chosen so that the weights of a row add up to the logarithm of the number of its neighbours.
    private static float[] ComputeMemberships(ReadOnlySpan<float> distances)
    {
        var count = distances.IndexOf(float.PositiveInfinity) is var end and >= 0 ? end : distances.Length;
        var members = new float[distances.Length];
        if (count == 0)
        {
            return members;
        }
        var (nearest, wanted, mean) = (distances[0], Math.Log2(count + 1), 0f);
        foreach (var distance in distances[..count])
        {
            mean += distance / count;
        }
        var (low, high, scale) = (0.0, double.PositiveInfinity, 1.0);
        for (var halving = 0; halving < BisectionSteps; halving++)
        {
            var sum = 0.0;
            foreach (var distance in distances[..count])
            {
                sum += Math.Exp(-(distance - nearest) / scale);
            }
            (low, high) = sum > wanted ? (low, scale) : (scale, high);
            scale = double.IsPositiveInfinity(high) ? scale * 2 : (low + high) / 2;
        }
        scale = Math.Max(scale, MinScale * Math.Max(mean, 1e-6f));
        for (var place = 0; place < count; place++)
        {
            members[place] = (float)Math.Exp(-(distances[place] - nearest) / scale);
        }
        return members;
    }
}
