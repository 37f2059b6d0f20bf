namespace Reelsight.Search.Vectors;

/// <summary>
/// A vector index as it was at one moment: what comes, goes or is merged later does not show in it. It keeps files mapped: dispose of it
/// soon. Contents are known by their number, which holds for views of the same <see cref="Generation"/> only.
/// </summary>
public sealed class VectorView : IDisposable
{
    /// <summary>Rows up to which a search is done by who asks for it: sharing a pass would take longer.</summary>
    private const int FewRows = 1 << 15;

    private readonly VectorIndex _index;
    private readonly IndexState _state;
    private bool _isDisposed;

    internal VectorView(VectorIndex index, IndexState state) => (_index, _state) = (index, state);

    internal IndexState State => _state;

    /// <summary>Counts the changes of the index since it was opened.</summary>
    public long Generation => _state.Generation;

    /// <summary>Contents, those that are gone included: one more than the largest number.</summary>
    public int ContentCount => _state.Contents;

    /// <summary>Rows, those of contents that are gone included.</summary>
    public long RowCount => _state.Rows;

    /// <summary>The numbers of contents, -1 for one that is not here.</summary>
    public int[] NumbersOf(IReadOnlyList<string> contentHashes) => _index.NumbersOf(_state, contentHashes);

    /// <summary>Clips of a content that have vectors.</summary>
    public int ClipsOf(int content) => At(content).Run.Count;

    /// <summary>The cosine of a query with a clip of a content; 0 when it has no vector, or one of another dimension.</summary>
    /// <exception cref="DamagedSegmentException">The vectors are not what was written.</exception>
    public float Cosine(ByteVector query, int content, int clip)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (content < 0)
        {
            return 0;
        }
        var (layer, run) = At(content);
        if (clip >= run.Count || layer.Segment.Dimension != query.Dimension)
        {
            return 0;
        }
        var row = run.First + clip;
        layer.Segment.Check(row, row + 1);
        return query.Cosine(layer.Segment.Bytes(row, row + 1)[..query.Dimension], layer.Segment.Scales[row]);
    }

    /// <summary>A clip of a content as a query; null when it has no vector, or one that says nothing.</summary>
    /// <exception cref="DamagedSegmentException">The vectors are not what was written.</exception>
    public ByteVector? QueryOf(int content, int clip)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (content < 0)
        {
            return null;
        }
        var (layer, run) = At(content);
        var row = run.First + clip;
        if (clip >= run.Count || layer.Segment.Scales[row] == 0)
        {
            return null;
        }
        layer.Segment.Check(row, row + 1);
        return new ByteVector(layer.Segment.Bytes(row, row + 1)[..layer.Segment.Dimension], layer.Segment.Scales[row]);
    }

    /// <summary>
    /// The bytes of a clip's row, 128 added to each, as they lie in the file: good until the view is disposed of. Empty when it has no
    /// vector.
    /// </summary>
    /// <exception cref="DamagedSegmentException">The vectors are not what was written.</exception>
    public ReadOnlySpan<byte> BytesOf(int content, int clip)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (content < 0)
        {
            return [];
        }
        var (layer, run) = At(content);
        var row = run.First + clip;
        if (clip >= run.Count || layer.Segment.Scales[row] == 0)
        {
            return [];
        }
        layer.Segment.Check(row, row + 1);
        return layer.Segment.Bytes(row, row + 1)[..layer.Segment.Dimension];
    }

    /// <summary>
    /// The rows nearest to each query, best first: exact, by comparing all rows of the contents wanted. Searches that wait at the same time
    /// share one pass over the memory.
    /// </summary>
    /// <param name="queries">Any number.</param>
    /// <param name="among">Contents to look in, or all when null; the others are not read.</param>
    /// <param name="ct">Ends the wait, not the pass.</param>
    /// <returns>One list a query.</returns>
    /// <exception cref="DamagedSegmentException">Vectors are not what was written: hand it to
    /// <see cref="VectorIndex.SetAside"/>.</exception>
    public async Task<IReadOnlyList<VectorHit>[]> SearchAsync(IReadOnlyList<VectorQuery> queries, ContentSet? among, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (queries.Count == 0 || _state.Rows == 0)
        {
            return [.. queries.Select(_ => (IReadOnlyList<VectorHit>)[])];
        }
        var search = new WaitingSearch(_state, queries, among);
        if (RowsAmong(among) <= FewRows)
        {
            search.Run();
        }
        else
        {
            _index.Passes.Add(search);
        }
        return await search.Done.WaitAsync(ct);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _state.Release();
        }
    }

    private (Layer Layer, ContentRun Run) At(int content)
    {
        var layer = _state.LayerOf(content);
        return (layer, layer.Segment.Runs[content - layer.FirstContent]);
    }

    // An estimate will do: contents are alike in length on the whole.
    private long RowsAmong(ContentSet? among)
    {
        if (among is null)
        {
            return _state.Rows;
        }
        var wanted = 0L;
        foreach (var word in among.Words)
        {
            wanted += System.Numerics.BitOperations.PopCount(word);
        }
        return _state.Rows * wanted / Math.Max(1, _state.Contents);
    }
}

/// <summary>The layers of an index between two changes. Immutable.</summary>
internal sealed class IndexState
{
    public IndexState(long generation, IEnumerable<(long Number, Segment Segment, ulong[]? Dead)> layers)
    {
        Generation = generation;
        var all = new List<Layer>();
        foreach (var (number, segment, dead) in layers)
        {
            all.Add(new Layer(number, segment, Contents, dead));
            Contents += segment.Contents;
            Rows += segment.Rows;
        }
        Layers = [.. all];
        Pieces = Piece.Cut(Layers);
    }

    public long Generation { get; }
    public Layer[] Layers { get; }
    public Piece[] Pieces { get; }
    public int Contents { get; }
    public long Rows { get; }

    public Layer LayerOf(int content)
    {
        var (low, high) = (0, Layers.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = Layers[middle].FirstContent <= content ? (middle, high) : (low, middle - 1);
        }
        return Layers[low];
    }

    /// <summary>Keeps every segment mapped until <see cref="Release"/>; false when one is retired.</summary>
    public bool TryHold()
    {
        for (var i = 0; i < Layers.Length; i++)
        {
            if (!Layers[i].Segment.TryHold())
            {
                Array.ForEach(Layers[..i], layer => layer.Segment.Release());
                return false;
            }
        }
        return true;
    }

    public void Release() => Array.ForEach(Layers, layer => layer.Segment.Release());
}
