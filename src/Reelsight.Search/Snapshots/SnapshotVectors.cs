using Reelsight.Search.Ranking;
using Reelsight.Search.Vectors;

namespace Reelsight.Search.Snapshots;

/// <summary>Which contents of a vector index the videos of a snapshot have, by place; -1 for one that is not there.</summary>
internal sealed record SnapshotVectorMap(IndexSnapshot Snapshot, long Generation, int[] Documents)
{
    private readonly Dictionary<int, string> _hashByDocument = IndexHashes(Snapshot, Documents);

    /// <summary>The places of the videos with a content of the index.</summary>
    public IReadOnlyList<int> GetVideos(int content) => _hashByDocument.TryGetValue(content, out var hash) ? Snapshot.GetVideosWithContent(hash) : [];

    private static Dictionary<int, string> IndexHashes(IndexSnapshot snapshot, int[] contents)
    {
        var hashes = new Dictionary<int, string>(contents.Length);
        for (var place = 0; place < contents.Length; place++)
        {
            hashes[contents[place]] = snapshot.Videos[place].Content.Hash;
        }
        return hashes;
    }
}

/// <summary>A clip of a video, by its place, that is near a query.</summary>
internal readonly record struct ClipHit(int Video, int Clip, double Cosine);

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
