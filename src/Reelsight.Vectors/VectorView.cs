namespace Reelsight.Vectors;

/// <summary>
/// A vector index as it was at one moment: what comes, goes or is merged later does not show in it. It keeps files mapped: dispose of it
/// soon. Contents are known by their number, which holds for views of the same <see cref="Generation"/> only.
/// </summary>
public sealed class VectorView : IDisposable
{
    /// <summary>Rows up to which a search is done by who asks for it: sharing a pass would take longer.</summary>
    private const int MaxInlineRows = 1 << 15;

    private readonly VectorIndex _index;
    private readonly VectorIndexState _state;
    private bool _isDisposed;

    internal VectorView(VectorIndex index, VectorIndexState state) => (_index, _state) = (index, state);

    internal VectorIndexState State => _state;

    /// <summary>Counts the changes of the index since it was opened.</summary>
    public long Generation => _state.Generation;

    /// <summary>Contents, those that are gone included: one more than the largest number.</summary>
    public int DocumentCount => _state.DocumentCount;

    /// <summary>Rows, those of contents that are gone included.</summary>
    public long RowCount => _state.RowCount;

    /// <summary>The numbers of contents, -1 for one that is not here.</summary>
    public int[] GetOrdinals(IReadOnlyList<string> keys) => _index.GetOrdinals(_state, keys);

    /// <summary>Clips of a content that have vectors.</summary>
    public int GetRowCount(int document) => Locate(document).Run.RowCount;

    /// <summary>The cosine of a query with a clip of a content; 0 when it has no vector, or one of another dimension.</summary>
    /// <exception cref="DamagedSegmentException">The vectors are not what was written.</exception>
    public float Cosine(QuantizedVector query, int document, int row)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (document < 0)
        {
            return 0;
        }
        var (snapshot, run) = Locate(document);
        if (row >= run.RowCount || snapshot.Segment.Dimension != query.Dimension)
        {
            return 0;
        }
        var segmentRow = run.FirstRow + row;
        snapshot.Segment.Verify(segmentRow, segmentRow + 1);
        return query.Cosine(snapshot.Segment.GetRows(segmentRow, segmentRow + 1)[..query.Dimension], snapshot.Segment.Scales[segmentRow]);
    }

    /// <summary>A clip of a content as a query; null when it has no vector, or one that says nothing.</summary>
    /// <exception cref="DamagedSegmentException">The vectors are not what was written.</exception>
    public QuantizedVector? GetQueryVector(int document, int row)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (document < 0)
        {
            return null;
        }
        var (snapshot, run) = Locate(document);
        var segmentRow = run.FirstRow + row;
        if (row >= run.RowCount || snapshot.Segment.Scales[segmentRow] == 0)
        {
            return null;
        }
        snapshot.Segment.Verify(segmentRow, segmentRow + 1);
        return new QuantizedVector(
            snapshot.Segment.GetRows(segmentRow, segmentRow + 1)[..snapshot.Segment.Dimension],
            snapshot.Segment.Scales[segmentRow]
        );
    }

    /// <summary>
    /// The bytes of a clip's row, 128 added to each, as they lie in the file: good until the view is disposed of. Empty when it has no
    /// vector.
    /// </summary>
    /// <exception cref="DamagedSegmentException">The vectors are not what was written.</exception>
    public ReadOnlySpan<byte> GetRowBytes(int document, int row)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (document < 0)
        {
            return [];
        }
        var (snapshot, run) = Locate(document);
        var segmentRow = run.FirstRow + row;
        if (row >= run.RowCount || snapshot.Segment.Scales[segmentRow] == 0)
        {
            return [];
        }
        snapshot.Segment.Verify(segmentRow, segmentRow + 1);
        return snapshot.Segment.GetRows(segmentRow, segmentRow + 1)[..snapshot.Segment.Dimension];
    }

    /// <summary>
    /// The rows nearest to each query, best first: exact, by comparing all rows of the contents wanted. Searches that wait at the same time
    /// share one pass over the memory.
    /// </summary>
    /// <param name="queries">Any number.</param>
    /// <param name="filter">Contents to look in, or all when null; the others are not read.</param>
    /// <param name="ct">Ends the wait, not the pass.</param>
    /// <returns>One list a query.</returns>
    /// <exception cref="DamagedSegmentException">Vectors are not what was written: hand it to
    /// <see cref="VectorIndex.Quarantine"/>.</exception>
    public async Task<IReadOnlyList<VectorHit>[]> SearchAsync(IReadOnlyList<VectorQuery> queries, DocumentSet? filter, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (queries.Count == 0 || _state.RowCount == 0)
        {
            return [.. queries.Select(_ => (IReadOnlyList<VectorHit>)[])];
        }
        var search = new PendingSearch(_state, queries, filter);
        if (EstimateRows(filter) <= MaxInlineRows)
        {
            search.Run();
        }
        else
        {
            _index.ScanQueue.Enqueue(search);
        }
        return await search.Completion.WaitAsync(ct);
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

    private (SegmentSnapshot Layer, DocumentRun Run) Locate(int document)
    {
        var snapshot = _state.FindSegment(document);
        return (snapshot, snapshot.Segment.Runs[document - snapshot.FirstDocument]);
    }

    // An estimate will do: contents are alike in length on the whole.
    private long EstimateRows(DocumentSet? filter)
    {
        if (filter is null)
        {
            return _state.RowCount;
        }
        var wanted = 0L;
        foreach (var word in filter.Bits)
        {
            wanted += System.Numerics.BitOperations.PopCount(word);
        }
        return _state.RowCount * wanted / Math.Max(1, _state.DocumentCount);
    }
}
