using Reelsight.Core.Descriptions;
using Reelsight.Core.Embeddings;

namespace Reelsight.Storage.Stores;

/// <summary>What the describers found, as search and the API read it.</summary>
public interface IDescriptionStore
{
    /// <summary>Replaces everything known about a content in the space of its description, in one transaction, words included.</summary>
    Task PutAsync(string tenantId, string contentHash, string version, MediaDescription described, CancellationToken ct);

    /// <summary>Everything known about a content in the space that is searched, or null.</summary>
    Task<MediaDescription?> FindAsync(string tenantId, string contentHash, CancellationToken ct);

    /// <summary>
    /// The stamp of a content (see <see cref="DescriptionKey"/>): what tells what was made from it from what it is now. Null when it is not
    /// described.
    /// </summary>
    Task<long?> FindStampAsync(string tenantId, string contentHash, CancellationToken ct);

    /// <summary>
    /// The version under which each content of an index's ready videos was described: what tells a loaded content from a newer one.
    /// </summary>
    Task<IReadOnlyDictionary<string, string>> GetVersionsAsync(string tenantId, string indexId, string space, CancellationToken ct);

    /// <summary>
    /// What was described in a space since, in order of the stamps: what tells data derived from it how far behind it is. 0 for all there
    /// is.
    /// </summary>
    Task<DescriptionChanges> GetChangesAsync(string tenantId, string space, long afterStamp, CancellationToken ct);

    /// <summary>Everything known about many contents in a space, in one sweep (index warm-up): vectors come as stored.</summary>
    IAsyncEnumerable<StoredDescription> ReadAsync(
        string tenantId,
        string space,
        IReadOnlyCollection<string> contentHashes,
        CancellationToken ct
    );

    /// <summary>The frames of single clips, as many as are kept: none for what was described before frames were.</summary>
    /// <param name="tenantId">The owner.</param>
    /// <param name="space">The space they were described in.</param>
    /// <param name="clips">Contents and places among their <see cref="MediaDescription.Clips"/>.</param>
    /// <param name="ct">Stops the reading.</param>
    Task<IReadOnlyDictionary<(string ContentHash, int Clip), FrameVectorSet>> ReadFramesAsync(
        string tenantId,
        string space,
        IReadOnlyCollection<(string ContentHash, int Clip)> clips,
        CancellationToken ct
    );

    /// <summary>
    /// Full-text search over the spoken phrases and lines of on-screen text in an index's ready videos, most relevant first. When more than
    /// a thousand match, they are not ranked: the oldest come, all with rank 1. Make the query narrower first.
    /// </summary>
    /// <param name="tenantId">The owner.</param>
    /// <param name="indexId">The index.</param>
    /// <param name="query">The words to look for.</param>
    /// <param name="limit">Maximum number of hits.</param>
    IReadOnlyList<WordHit> SearchWords(string tenantId, string indexId, WordQuery query, int limit);
}
