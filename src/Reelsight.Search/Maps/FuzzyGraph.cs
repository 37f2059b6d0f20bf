namespace Reelsight.Search.Maps;

/// <summary>
/// Who belongs to whose neighbourhood, and how strongly (0-1): the nearest neighbour fully, the others less the further they are, on a
/// scale of each row's own, so that sparse and dense places count alike. Either way round will do.
/// </summary>
/// <param name="First">Where the edges of each row begin, and the end of the last.</param>
/// <param name="Other">The other end of each edge, ascending within a row; every edge is there from both ends.</param>
/// <param name="Strength">How strong each is, as a share of the strongest.</param>
internal sealed record FuzzyGraph(int[] First, int[] Other, float[] Strength)
{
    private const int Halvings = 64;
    private const float LeastScale = 1e-3f;

    public static FuzzyGraph Of(Neighbours neighbours)
    {
        var strengths = new float[neighbours.Count][];
        Parallel.For(0, neighbours.Count, row => strengths[row] = Memberships(neighbours.DistancesOf(row)));
        var edges = new List<(int Row, int Other, float Strength)>(neighbours.Count * neighbours.Most * 2);
        for (var row = 0; row < neighbours.Count; row++)
        {
            for (var place = 0; place < neighbours.Most && neighbours.Of(row)[place] >= 0; place++)
            {
                edges.Add((row, neighbours.Of(row)[place], strengths[row][place]));
                edges.Add((neighbours.Of(row)[place], row, strengths[row][place]));
            }
        }
        return Join(neighbours.Count, edges);
    }

    // One edge of the two that may lie between two rows: a + b - ab.
    private static FuzzyGraph Join(int count, List<(int Row, int Other, float Strength)> edges)
    {
        edges.Sort(
            (one, next) =>
                one.Row != next.Row ? one.Row.CompareTo(next.Row)
                : one.Other != next.Other ? one.Other.CompareTo(next.Other)
                : one.Strength.CompareTo(next.Strength)
        );
        var first = new int[count + 1];
        var others = new List<int>(edges.Count);
        var strengths = new List<float>(edges.Count);
        for (var i = 0; i < edges.Count; i++)
        {
            var (row, other, strength) = edges[i];
            if (i > 0 && edges[i - 1].Row == row && edges[i - 1].Other == other)
            {
                strengths[^1] += strength - strengths[^1] * strength;
                continue;
            }
            others.Add(other);
            strengths.Add(strength);
            first[row + 1] = others.Count;
        }
        for (var row = 0; row < count; row++)
        {
            first[row + 1] = Math.Max(first[row + 1], first[row]);
        }
        var strongest = strengths.DefaultIfEmpty(1).Max();
        return new FuzzyGraph(first, [.. others], [.. strengths.Select(strength => strength / strongest)]);
    }

    // The scale is such that the strengths of a row add up to the logarithm of the number of its neighbours.
    private static float[] Memberships(ReadOnlySpan<float> distances)
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
        for (var halving = 0; halving < Halvings; halving++)
        {
            var sum = 0.0;
            foreach (var distance in distances[..count])
            {
                sum += Math.Exp(-(distance - nearest) / scale);
            }
            (low, high) = sum > wanted ? (low, scale) : (scale, high);
            scale = double.IsPositiveInfinity(high) ? scale * 2 : (low + high) / 2;
        }
        scale = Math.Max(scale, LeastScale * Math.Max(mean, 1e-6f));
        for (var place = 0; place < count; place++)
        {
            members[place] = (float)Math.Exp(-(distances[place] - nearest) / scale);
        }
        return members;
    }
}
