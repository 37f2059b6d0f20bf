namespace Reelsight.Search.Maps;

/// <summary>
/// Finds the nearest neighbours of every row by cosine. Up to <see cref="ExactRows"/> rows every pair is compared. Beyond, candidates are
/// the rows that share a leaf of one of several random projection trees, and then, for some rounds, the neighbours of neighbours and those
/// whose neighbour a row is. The same rows give the same answer, whatever the number of threads.
/// </summary>
/// <param name="rows">The vectors.</param>
/// <param name="most">Neighbours of each.</param>
/// <param name="groups">When given, rows of the same group are not neighbours.</param>
internal sealed class NeighbourSearch(UnitRows rows, int most, int[]? groups = null)
{
    private const int Trees = 8,
        LeafRows = 64,
        Rounds = 3,
        Together = 32;

    /// <summary>Rows up to which every pair is compared.</summary>
    public int ExactRows { get; init; } = 20_000;

    /// <summary>Does it.</summary>
    /// <param name="progress">Told how much is done, 0-1.</param>
    /// <param name="ct">Ends it.</param>
    public Neighbours Find(Action<double> progress, CancellationToken ct) =>
        rows.Count <= ExactRows ? Exact(progress, ct) : Approximate(progress, ct);

    private Neighbours Exact(Action<double> progress, CancellationToken ct)
    {
        var found = new Neighbours(rows.Count, most);
        var done = 0;
        // Some rows at once, so that those they are compared with are in the cache for all but the first of them.
        Parallel.For(0, (rows.Count + Together - 1) / Together, new ParallelOptions { CancellationToken = ct }, batch =>
        {
            var (from, to) = (batch * Together, Math.Min(rows.Count, (batch + 1) * Together));
            var asked = Enumerable.Range(from, to - from).Select(row => rows.Ask(row, new sbyte[rows.Dimension])).ToArray();
            for (var other = 0; other < rows.Count; other++)
            {
                for (var row = from; row < to; row++)
                {
                    Compare(found, row, asked[row - from], other);
                }
            }
            progress(Interlocked.Add(ref done, to - from) / (double)rows.Count);
        });
        return found;
    }

    private Neighbours Approximate(Action<double> progress, CancellationToken ct)
    {
        var leaves = new ProjectionTree[Trees];
        Parallel.For(0, Trees, new ParallelOptions { CancellationToken = ct }, tree =>
            leaves[tree] = ProjectionTree.Grow(rows, LeafRows, tree)
        );
        progress(0.1);
        var found = Visit(
            null,
            (row, offer) =>
            {
                foreach (var tree in leaves)
                {
                    offer(tree.LeafOf(row));
                }
            },
            ct
        );
        for (var round = 0; round < Rounds; round++)
        {
            progress(0.3 + 0.7 * round / Rounds);
            var (known, reverse) = (found, ReverseOf(found));
            found = Visit(
                known,
                (row, offer) =>
                {
                    foreach (var near in known.Of(row))
                    {
                        if (near >= 0)
                        {
                            offer(known.Of(near));
                            offer(reverse.Of(near));
                        }
                    }
                    offer(reverse.Of(row));
                },
                ct
            );
        }
        return found;
    }

    // Each row is the affair of one thread, which writes nothing but that row's neighbours.
    private Neighbours Visit(Neighbours? known, Action<int, Offer> candidates, CancellationToken ct)
    {
        var found = new Neighbours(rows.Count, most);
        Parallel.For(
            0,
            rows.Count,
            new ParallelOptions { CancellationToken = ct },
            () => (Seen: new int[rows.Count], Values: new sbyte[rows.Dimension]),
            (row, _, own) =>
            {
                var asked = rows.Ask(row, own.Values);
                var mark = row + 1;
                Compare([row]);
                if (known is not null)
                {
                    Compare(known.Of(row));
                }
                candidates(row, Compare);
                return own;

                void Compare(ReadOnlySpan<int> others)
                {
                    foreach (var other in others)
                    {
                        if (other >= 0 && own.Seen[other] != mark)
                        {
                            own.Seen[other] = mark;
                            this.Compare(found, row, asked, other);
                        }
                    }
                }
            },
            _ => { }
        );
        return found;
    }

    // The rows whose neighbour a row is: as many as it has neighbours, the nearest of them.
    private Neighbours ReverseOf(Neighbours found)
    {
        var reverse = new Neighbours(found.Count, most);
        for (var row = 0; row < found.Count; row++)
        {
            for (var place = 0; place < most && found.Of(row)[place] >= 0; place++)
            {
                reverse.Offer(found.Of(row)[place], row, found.DistancesOf(row)[place]);
            }
        }
        return reverse;
    }

    private void Compare(Neighbours found, int row, in UnitRows.Asked asked, int other)
    {
        if (other != row && (groups is null || groups[row] != groups[other]))
        {
            found.Offer(row, other, Math.Max(0, 1 - rows.Cosine(asked, other)));
        }
    }

    private delegate void Offer(ReadOnlySpan<int> others);
}
