using Reelsight.Vectors;

namespace Reelsight.Search.Snapshots;

/// <summary>
/// The vectors that the clips of a snapshot have in one space. Holds files in memory; dispose of it when the search is over.
/// </summary>
internal sealed class SnapshotVectors(VectorView view, SnapshotVectorMap places) : IDisposable
{
    /// <summary>The snapshot that the clips belong to.</summary>
    public IndexSnapshot Snapshot => places.Snapshot;

    /// <summary>The clips of the pool nearest to each query, best first, found by an exact scan of the pool's vectors alone.</summary>
    public async Task<IReadOnlyList<ClipHit>[]> SearchAsync(IReadOnlyList<VectorQuery> queries, VideoPool pool, CancellationToken ct)
    {
        var among = new DocumentSet(view.DocumentCount);
        for (var place = 0; place < places.Documents.Length; place++)
        {
            if (pool.Contains(place))
            {
                among.Add(places.Documents[place]);
            }
        }
        var found = await view.SearchAsync(queries, among, ct);
        return
        [
            .. found.Select(hits =>
                (IReadOnlyList<ClipHit>)
                    [
                        .. hits.SelectMany(hit =>
                            places.GetVideos(hit.Document).Where(pool.Contains).Select(video => new ClipHit(video, hit.Row, hit.Cosine))
                        ),
                    ]
            ),
        ];
    }

    /// <summary>The cosine similarity of a query with one clip of a video; 0 when the clip has no vector.</summary>
    public float Cosine(QuantizedVector query, int place, int clip) => view.Cosine(query, places.Documents[place], clip);

    /// <summary>The vector of one clip of a video as a query; null when it has none or it is all zeros.</summary>
    public QuantizedVector? GetQueryVector(int place, int clip) => view.GetQueryVector(places.Documents[place], clip);

    /// <summary>The document of a video in the vector index, or -1 when it has no vectors.</summary>
    public int GetDocument(int place) => places.Documents[place];

    /// <summary>An empty set of documents, to restrict a search to.</summary>
    public DocumentSet CreateEmptySet() => new(view.DocumentCount);

    /// <summary>The clips of a set of documents nearest to each query, best first.</summary>
    public Task<IReadOnlyList<VectorHit>[]> SearchAsync(IReadOnlyList<VectorQuery> queries, DocumentSet among, CancellationToken ct) =>
        view.SearchAsync(queries, among, ct);

    /// <summary>The stored bytes of one clip's vector (<see cref="VectorView.GetRowBytes"/>).</summary>
    public ReadOnlySpan<byte> GetRowBytes(int place, int clip) => view.GetRowBytes(places.Documents[place], clip);

    /// <inheritdoc/>
    public void Dispose() => view.Dispose();
}
