using Reelsight.Vectors;

namespace Reelsight.Search.Snapshots;

/// <summary>The vectors that the clips of a snapshot have in one space. Dispose of it when the search is over.</summary>
internal sealed class SnapshotVectors(VectorView view, SnapshotVectorMap places) : IDisposable
{
    /// <summary>Whose clips they are.</summary>
    public IndexSnapshot Snapshot => places.Snapshot;

    /// <summary>The clips of the pool nearest to each query, best first, from an exact scan of the pool's vectors alone.</summary>
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

    /// <summary>The cosine with one clip of the video at a place; 0 when the clip has no vector to compare.</summary>
    public float Cosine(QuantizedVector query, int place, int clip) => view.Cosine(query, places.Documents[place], clip);

    /// <summary>One clip of the video at a place as a query, or null when it has no vector or looks like nothing.</summary>
    public QuantizedVector? GetQueryVector(int place, int clip) => view.GetQueryVector(places.Documents[place], clip);

    /// <summary>The number of a video's content, or -1 when it has no vectors.</summary>
    public int GetDocument(int place) => places.Documents[place];

    /// <summary>A set of contents to look in, empty yet.</summary>
    public DocumentSet CreateEmptySet() => new(view.DocumentCount);

    /// <summary>The clips of some contents nearest to each query, best first.</summary>
    public Task<IReadOnlyList<VectorHit>[]> SearchAsync(IReadOnlyList<VectorQuery> queries, DocumentSet among, CancellationToken ct) =>
        view.SearchAsync(queries, among, ct);

    /// <summary>The stored bytes of one clip of the video at a place (<see cref="VectorView.GetRowBytes"/>).</summary>
    public ReadOnlySpan<byte> GetRowBytes(int place, int clip) => view.GetRowBytes(places.Documents[place], clip);

    /// <inheritdoc/>
    public void Dispose() => view.Dispose();
}
