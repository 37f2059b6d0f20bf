namespace Reelsight.Search.Snapshots;

/// <summary>Which contents of a vector index the videos of a snapshot have, by place; -1 for one that is not there.</summary>
internal sealed record SnapshotVectorMap(IndexSnapshot Snapshot, long Generation, int[] Documents)
{
    private readonly Dictionary<int, string> _hashByDocument = IndexHashes(Snapshot, Documents);

    /// <summary>The places of the videos with a content of the index.</summary>
    public IReadOnlyList<int> GetVideos(int content) =>
        _hashByDocument.TryGetValue(content, out var hash) ? Snapshot.GetVideosWithContent(hash) : [];

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
