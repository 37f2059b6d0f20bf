namespace Reelsight.Search.Projection;

/// <summary>
/// Finds the nearest neighbours of every row by cosine distance. Up to <see cref="MaxExactRows"/> rows, every pair is compared. Beyond, the
/// search is approximate (NN-descent): candidates are the rows that share a leaf of one of several random projection trees, and then, for
/// some rounds, neighbours of neighbours and reverse neighbours. The result is deterministic, whatever the number of threads.
/// </summary>
/// <param name="rows">The vectors.</param>
/// <param name="maxNeighbours">Number of neighbours of each row.</param>
/// <param name="groups">When given, rows of the same group are not neighbours.</param>
internal sealed class NearestNeighbourSearch(QuantizedUnitVectors rows, int maxNeighbours, int[]? groups = null)
{
    private const int Trees = 8,
        LeafRows = 64,
        Rounds = 3,
        BatchRows = 32;

    /// <summary>Maximum number of rows for which every pair is compared.</summary>
    public int MaxExactRows { get; init; } = 20_000;

    /// <summary>Runs the search.</summary>
    /// <param name="progress">Receives the fraction of the work done, 0-1.</param>
    /// <param name="ct">Cancels the search.</param>
    public NeighbourTable Search(Action<double> progress, CancellationToken ct) =>
        rows.Count <= MaxExactRows ? SearchExact(progress, ct) : SearchApproximate(progress, ct);

    private NeighbourTable SearchExact(Action<double> progress, CancellationToken ct)
    {
        var found = new NeighbourTable(rows.Count, maxNeighbours);
        var done = 0;
        // Rows are compared in batches, so that the other rows are read into the cache once per batch.
        Parallel.For(0, (rows.Count + BatchRows - 1) / BatchRows, new ParallelOptions { CancellationToken = ct }, batch =>
        {
            var (from, to) = (batch * BatchRows, Math.Min(rows.Count, (batch + 1) * BatchRows));
            var query = Enumerable.Range(from, to - from).Select(row => rows.PrepareQuery(row, new sbyte[rows.Dimension])).ToArray();
            for (var other = 0; other < rows.Count; other++)
            {
                for (var row = from; row < to; row++)
                {
                    Compare(found, row, query[row - from], other);
                }
            }
            progress(Interlocked.Add(ref done, to - from) / (double)rows.Count);
        });
        return found;
    }

    private NeighbourTable SearchApproximate(Action<double> progress, CancellationToken ct)
    {
        var leaves = new RandomProjectionTree[Trees];
        Parallel.For(0, Trees, new ParallelOptions { CancellationToken = ct }, tree =>
            leaves[tree] = RandomProjectionTree.Build(rows, LeafRows, tree)
        );
        progress(0.1);
        var found = RefineRows(
            null,
            (row, offer) =>
            {
                foreach (var tree in leaves)
                {
                    offer(tree.GetLeaf(row));
                }
            },
            ct
        );
        for (var round = 0; round < Rounds; round++)
        {
            progress(0.3 + 0.7 * round / Rounds);
            var (known, reverse) = (found, ReverseNeighbours(found));
            found = RefineRows(
                known,
                (row, offer) =>
                {
                    foreach (var near in known.GetNeighbours(row))
                    {
                        if (near >= 0)
                        {
                            offer(known.GetNeighbours(near));
                            offer(reverse.GetNeighbours(near));
                        }
                    }
                    offer(reverse.GetNeighbours(row));
                },
                ct
            );
        }
        return found;
    }

    // Each row is processed by one thread, which writes that row's neighbours only.
    private NeighbourTable RefineRows(NeighbourTable? known, Action<int, OfferCandidates> candidates, CancellationToken ct)
    {
        var found = new NeighbourTable(rows.Count, maxNeighbours);
        Parallel.For(
            0,
            rows.Count,
            new ParallelOptions { CancellationToken = ct },
            () => (Seen: new int[rows.Count], Values: new sbyte[rows.Dimension]),
            (row, _, own) =>
            {
                var query = rows.PrepareQuery(row, own.Values);
                var mark = row + 1;
                Compare([row]);
                if (known is not null)
                {
                    Compare(known.GetNeighbours(row));
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
                            this.Compare(found, row, query, other);
                        }
                    }
                }
            },
            _ => { }
        );
        return found;
    }

    // Reverse neighbours: the rows that have a row as neighbour, the nearest of them.
    private NeighbourTable ReverseNeighbours(NeighbourTable found)
    {
        var reverse = new NeighbourTable(found.Count, maxNeighbours);
        for (var row = 0; row < found.Count; row++)
        {
            for (var place = 0; place < maxNeighbours && found.GetNeighbours(row)[place] >= 0; place++)
            {
                reverse.Offer(found.GetNeighbours(row)[place], row, found.GetDistances(row)[place]);
            }
        }
        return reverse;
    }

    private void Compare(NeighbourTable found, int row, in QuantizedUnitVectors.PreparedQuery query, int other)
    {
        if (other != row && (groups is null || groups[row] != groups[other]))
        {
            found.Offer(row, other, Math.Max(0, 1 - rows.Cosine(query, other)));
        }
    }

    private delegate void OfferCandidates(ReadOnlySpan<int> others);
}
