namespace Reelsight.Vectors;

/// <summary>A search over one state of an index: its queries, and the results of each thread that scans for it.</summary>
internal sealed class PendingSearch
{
    private readonly TaskCompletionSource<IReadOnlyList<VectorHit>[]> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IReadOnlyList<VectorQuery> _queries;
    private readonly DocumentSet? _filter;
    private readonly List<TopK<RowReference>[]> _partialResults = [];

    public PendingSearch(VectorIndexState state, IReadOnlyList<VectorQuery> queries, DocumentSet? filter)
    {
        (State, _queries, _filter) = (state, queries, filter);
        // The scan may outlast the caller that waits for it: the files stay open as long as it runs.
        ObjectDisposedException.ThrowIf(!state.TryAcquire(), typeof(VectorView));
    }

    internal readonly record struct RowReference(SegmentSnapshot Snapshot, int Number) : IComparable<RowReference>
    {
        public int CompareTo(RowReference other) =>
            (Snapshot.FirstDocument, Number).CompareTo((other.Snapshot.FirstDocument, other.Number));
    }

    public VectorIndexState State { get; }

    /// <summary>The hits of each query.</summary>
    public Task<IReadOnlyList<VectorHit>[]> Completion => _done.Task;

    /// <summary>Creates what one thread scans and collects with.</summary>
    public ScanWorker CreateWorker()
    {
        var best = _queries.Select(query => new TopK<RowReference>(query.Limit)).ToArray();
        lock (_partialResults)
        {
            _partialResults.Add(best);
        }
        return new ScanWorker(this, best);
    }

    /// <summary>Runs the whole search on the calling thread.</summary>
    public void Run()
    {
        try
        {
            var worker = CreateWorker();
            foreach (ref readonly var block in State.Blocks.AsSpan())
            {
                worker.Scan(block);
            }
            Complete();
        }
        catch (Exception e)
        {
            Fail(e); // rethrown to the caller
        }
    }

    /// <summary>Merges the results of all threads and completes the search.</summary>
    public void Complete()
    {
        State.Release();
        _done.TrySetResult([
            .. _queries.Select(
                (query, number) =>
                {
                    var best = _partialResults[0][number];
                    foreach (var (score, row) in _partialResults.Skip(1).SelectMany(one => one[number].DrainDescending()))
                    {
                        best.Add(score, row);
                    }
                    return (IReadOnlyList<VectorHit>)[.. best.DrainDescending().Select(found => ToHit(found.Score, found.Item))];
                }
            ),
        ]);
    }

    /// <summary>Completes the search with an error.</summary>
    public void Fail(Exception e)
    {
        State.Release();
        _done.TrySetException(e);
    }

    private static VectorHit ToHit(double cosine, RowReference row)
    {
        var document = row.Snapshot.Segment.FindDocument(row.Number);
        return new VectorHit(row.Snapshot.FirstDocument + document, row.Number - row.Snapshot.Segment.Runs[document].FirstRow, cosine);
    }

    /// <summary>One thread's part of the search.</summary>
    internal sealed class ScanWorker(PendingSearch search, TopK<RowReference>[] best)
    {
        private byte[]? _buffer;

        /// <summary>Compares the rows of a block that the filter admits.</summary>
        public void Scan(in ScanBlock block)
        {
            var segment = block.Snapshot.Segment;
            for (
                var next = block.NextRange(block.From, search._filter);
                next.From < next.To;
                next = block.NextRange(next.To, search._filter)
            )
            {
                var runs = segment.Runs;
                var from = runs[next.From].FirstRow;
                var to = runs[next.To - 1].FirstRow + runs[next.To - 1].RowCount;
                if (from == to)
                {
                    continue;
                }
                var bytes = segment.ReadRows(from, to, ref _buffer);
                for (var number = 0; number < best.Length; number++)
                {
                    if (search._queries[number].Vector.Dimension == segment.Dimension)
                    {
                        ScoreRows(block.Snapshot, bytes, from, to, search._queries[number], best[number]);
                    }
                }
            }
        }

        private static void ScoreRows(
            SegmentSnapshot snapshot,
            ReadOnlySpan<byte> bytes,
            int from,
            int to,
            VectorQuery query,
            TopK<RowReference> best
        )
        {
            var scales = snapshot.Segment.Scales;
            var (stride, vector) = (snapshot.Segment.Stride, query.Vector);
            var bar = Math.Max(query.MinCosine, best.Threshold);
            for (var row = from; row < to; row++)
            {
                var cosine = vector.Cosine(bytes.Slice((row - from) * stride, vector.Dimension), scales[row]);
                if (cosine >= bar && scales[row] > 0)
                {
                    best.Add(cosine, new RowReference(snapshot, row));
                    bar = Math.Max(bar, best.Threshold);
                }
            }
        }
    }
}
