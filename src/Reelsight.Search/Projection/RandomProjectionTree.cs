namespace Reelsight.Search.Projection;

/// <summary>
/// A random projection tree: rows are split by which of two randomly drawn rows they are nearer to, recursively, until few are left.
/// Similar rows are likely to share a leaf.
/// </summary>
internal sealed class RandomProjectionTree
{
    private readonly int[] _order;
    private readonly (int From, int To)[] _leaves;
    private readonly int[] _leafOf;

    private RandomProjectionTree(int[] order, (int, int)[] leaves)
    {
        (_order, _leaves, _leafOf) = (order, leaves, new int[order.Length]);
        for (var leaf = 0; leaf < leaves.Length; leaf++)
        {
            foreach (var row in _order.AsSpan(_leaves[leaf].From.._leaves[leaf].To))
            {
                _leafOf[row] = leaf;
            }
        }
    }

    /// <summary>The rows in the leaf of a row, including itself.</summary>
    public ReadOnlySpan<int> GetLeaf(int row) => _order.AsSpan(_leaves[_leafOf[row]].From.._leaves[_leafOf[row]].To);

    /// <summary>Builds a tree.</summary>
    /// <param name="rows">The vectors.</param>
    /// <param name="leafRows">Maximum number of rows in a leaf.</param>
    /// <param name="seed">Seed of the random draws.</param>
    public static RandomProjectionTree Build(QuantizedUnitVectors rows, int leafRows, int seed)
    {
        var random = new Random(seed);
        var order = Enumerable.Range(0, rows.Count).ToArray();
        var leaves = new List<(int, int)>();
        var waiting = new Stack<(int From, int To)>([(0, rows.Count)]);
        var (first, second) = (new sbyte[rows.Dimension], new sbyte[rows.Dimension]);
        while (waiting.TryPop(out var part))
        {
            if (part.To - part.From <= leafRows)
            {
                leaves.Add(part);
                continue;
            }
            var middle = Partition(rows, order.AsSpan(part.From..part.To), random, first, second) + part.From;
            waiting.Push((part.From, middle));
            waiting.Push((middle, part.To));
        }
        return new RandomProjectionTree(order, [.. leaves]);
    }

    private static int Partition(QuantizedUnitVectors rows, Span<int> part, Random random, sbyte[] first, sbyte[] second)
    {
        var (one, other) = (
            rows.PrepareQuery(part[random.Next(part.Length)], first),
            rows.PrepareQuery(part[random.Next(part.Length)], second)
        );
        var (from, to) = (0, part.Length);
        while (from < to)
        {
            if (rows.Cosine(one, part[from]) > rows.Cosine(other, part[from]))
            {
                from++;
            }
            else
            {
                to--;
                (part[from], part[to]) = (part[to], part[from]);
            }
        }
        // Equal rows cannot be separated; any half will do.
        return from < part.Length / 20 || from > part.Length - part.Length / 20 ? part.Length / 2 : from;
    }
}
