namespace Reelsight.Vectors;

/// <summary>
/// A consistent view of a vector index at one moment: later changes do not show in it. It keeps files open, so dispose of it soon.
/// Documents are addressed by ordinals, which are valid for views of the same <see cref="Generation"/> only.
/// </summary>
public sealed class VectorView : IDisposable
{
    /// <summary>Up to so many rows, a search runs on the calling thread, because waiting for a batched scan would take longer.</summary>
    private const int MaxInlineRows = 1 << 15;

    /// <summary>The thread's buffer for rows that there is no memory to keep.</summary>
    [ThreadStatic]
    private static byte[]? _buffer;

    private readonly VectorIndex _index;
    private readonly VectorIndexState _state;
    private bool _isDisposed;

    internal VectorView(VectorIndex index, VectorIndexState state) => (_index, _state) = (index, state);

    internal VectorIndexState State => _state;

    /// <summary>Number of changes of the index between its opening and this view.</summary>
    public long Generation => _state.Generation;

    /// <summary>Number of documents, deleted ones included: one more than the largest ordinal.</summary>
    public int DocumentCount => _state.DocumentCount;

    /// <summary>Number of rows, those of deleted documents included.</summary>
    public long RowCount => _state.RowCount;

    /// <summary>The ordinals of documents by their keys, -1 for a document that is not in the view.</summary>
    public int[] GetOrdinals(IReadOnlyList<string> keys) => _index.GetOrdinals(_state, keys);

    /// <summary>Number of vectors of a document.</summary>
    public int GetRowCount(int document) => Locate(document).Run.RowCount;

    /// <summary>
    /// The cosine similarity of a query with one row of a document; 0 when there is no such row or it has other dimensions.
    /// </summary>
    /// <param name="query">The query.</param>
    /// <param name="document">Ordinal of the document; negative for none.</param>
    /// <param name="row">Position of the vector in the document.</param>
    /// <exception cref="DamagedSegmentException">The row is not what was written.</exception>
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
        var bytes = snapshot.Segment.ReadRows(segmentRow, segmentRow + 1, ref _buffer);
        return query.Cosine(bytes[..query.Dimension], snapshot.Segment.Scales[segmentRow]);
    }

    /// <summary>One row of a document as a query; null when there is no such row or it is all zeros.</summary>
    /// <exception cref="DamagedSegmentException">The row is not what was written.</exception>
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
        var bytes = snapshot.Segment.ReadRows(segmentRow, segmentRow + 1, ref _buffer);
        return new QuantizedVector(bytes[..snapshot.Segment.Dimension], snapshot.Segment.Scales[segmentRow]);
    }

    /// <summary>
    /// The bytes of one row of a document as stored, 128 added to each; valid until the view is disposed of. Empty when there is no such
    /// row or it is all zeros.
    /// </summary>
    /// <exception cref="DamagedSegmentException">The row is not what was written.</exception>
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
        byte[]? buffer = null; // the caller keeps the bytes
        return snapshot.Segment.ReadRows(segmentRow, segmentRow + 1, ref buffer)[..snapshot.Segment.Dimension];
    }

    /// <summary>
    /// The rows nearest to each query, best first, found exactly by comparing all rows. Searches that wait at the same time share one pass
    /// over the vectors.
    /// </summary>
    /// <param name="queries">Any number of queries.</param>
    /// <param name="filter">The documents to search, or null for all; the vectors of others are not read.</param>
    /// <param name="ct">Cancels the wait, not a scan that has begun.</param>
    /// <returns>One list of hits per query.</returns>
    /// <exception cref="DamagedSegmentException">
    /// Vectors are not what was written: pass the exception to <see cref="VectorIndex.Quarantine"/>.
    /// </exception>
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

    private (SegmentSnapshot Snapshot, DocumentRun Run) Locate(int document)
    {
        var snapshot = _state.FindSegment(document);
        return (snapshot, snapshot.Segment.Runs[document - snapshot.FirstDocument]);
    }

    // A rough estimate, which assumes that documents have about the same number of rows.
    private long EstimateRows(DocumentSet? filter)
    {
        if (filter is null)
        {
            return _state.RowCount;
        }
        var documents = 0L;
        foreach (var word in filter.Bits)
        {
            documents += System.Numerics.BitOperations.PopCount(word);
        }
        return _state.RowCount * documents / Math.Max(1, _state.DocumentCount);
    }
}
