namespace Reelsight.Search.Snapshots;

/// <summary>
/// Maps the videos of a snapshot to the documents of a vector index: ordinals by ordinal, -1 for a video without vectors.
/// </summary>
internal sealed record SnapshotVectorMap(IndexSnapshot Snapshot, long Generation, int[] Documents)
{
    private readonly Dictionary<int, string> _hashByDocument = IndexHashes(Snapshot, Documents);

    /// <summary>The ordinals of the videos that a document belongs to.</summary>
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
