namespace Reelsight.Search.Vectors;

/// <summary>A search over one state of an index: what it looks for, and what each thread that helps has found.</summary>
internal sealed class WaitingSearch
{
    private readonly TaskCompletionSource<IReadOnlyList<VectorHit>[]> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IReadOnlyList<VectorQuery> _queries;
    private readonly ContentSet? _among;
    private readonly List<BestRows<Row>[]> _found = [];

    public WaitingSearch(IndexState state, IReadOnlyList<VectorQuery> queries, ContentSet? among)
    {
        (State, _queries, _among) = (state, queries, among);
        // The pass may outlast whoever waits for it: the files stay mapped as long as it runs.
        ObjectDisposedException.ThrowIf(!state.TryHold(), typeof(VectorView));
    }

    internal readonly record struct Row(Layer Layer, int Number) : IComparable<Row>
    {
        public int CompareTo(Row other) => (Layer.FirstContent, Number).CompareTo((other.Layer.FirstContent, other.Number));
    }

    public IndexState State { get; }

    /// <summary>The hits of each query.</summary>
    public Task<IReadOnlyList<VectorHit>[]> Done => _done.Task;

    /// <summary>A place for one thread to collect in.</summary>
    public Helper Help()
    {
        var best = _queries.Select(query => new BestRows<Row>(query.Most)).ToArray();
        lock (_found)
        {
            _found.Add(best);
        }
        return new Helper(this, best);
    }

    /// <summary>All of it, on this thread.</summary>
    public void Run()
    {
        try
        {
            var helper = Help();
            foreach (ref readonly var piece in State.Pieces.AsSpan())
            {
                helper.Look(piece);
            }
            Finish();
        }
        catch (Exception e)
        {
            Fail(e); // whoever waits for the answer throws it
        }
    }

    /// <summary>Puts together what all threads found.</summary>
    public void Finish()
    {
        State.Release();
        _done.TrySetResult([
            .. _queries.Select(
                (query, number) =>
                {
                    var best = _found[0][number];
                    foreach (var (score, row) in _found.Skip(1).SelectMany(one => one[number].TakeAll()))
                    {
                        best.Add(score, row);
                    }
                    return (IReadOnlyList<VectorHit>)[.. best.TakeAll().Select(found => ToHit(found.Score, found.Item))];
                }
            ),
        ]);
    }

    /// <summary>Ends it without an answer.</summary>
    public void Fail(Exception e)
    {
        State.Release();
        _done.TrySetException(e);
    }

    private static VectorHit ToHit(double cosine, Row row)
    {
        var content = row.Layer.Segment.ContentOf(row.Number);
        return new VectorHit(row.Layer.FirstContent + content, row.Number - row.Layer.Segment.Runs[content].First, cosine);
    }

    /// <summary>One thread's share of the search.</summary>
    internal sealed class Helper(WaitingSearch search, BestRows<Row>[] best)
    {
        /// <summary>Compares the rows of a piece that are wanted.</summary>
        public void Look(in Piece piece)
        {
            var segment = piece.Layer.Segment;
            for (var next = piece.Next(piece.From, search._among); next.From < next.To; next = piece.Next(next.To, search._among))
            {
                var runs = segment.Runs;
                var from = runs[next.From].First;
                var to = runs[next.To - 1].First + runs[next.To - 1].Count;
                if (from == to)
                {
                    continue;
                }
                segment.Check(from, to);
                for (var number = 0; number < best.Length; number++)
                {
                    if (search._queries[number].Vector.Dimension == segment.Dimension)
                    {
                        Compare(piece.Layer, from, to, search._queries[number], best[number]);
                    }
                }
            }
        }

        private static void Compare(Layer layer, int from, int to, VectorQuery query, BestRows<Row> best)
        {
            var scales = layer.Segment.Scales;
            var bytes = layer.Segment.Bytes(from, to);
            var (stride, vector) = (layer.Segment.Stride, query.Vector);
            var bar = Math.Max(query.Floor, best.Bar);
            for (var row = from; row < to; row++)
            {
                var cosine = vector.Cosine(bytes.Slice((row - from) * stride, vector.Dimension), scales[row]);
                if (cosine >= bar && scales[row] > 0)
                {
                    best.Add(cosine, new Row(layer, row));
                    bar = Math.Max(bar, best.Bar);
                }
            }
        }
    }
}
