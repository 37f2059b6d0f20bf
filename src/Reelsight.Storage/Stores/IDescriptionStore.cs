using Reelsight.Core.Descriptions;
using Reelsight.Core.Embeddings;

namespace Reelsight.Storage.Stores;

/// <summary>The descriptions of media contents: what the describers found, as search and the API read it.</summary>
public interface IDescriptionStore
{
    /// <summary>
    /// Stores the description of a media content in place of the earlier one in the same visual space, in one transaction, words included.
    /// </summary>
    Task PutAsync(string tenantId, string contentHash, string version, MediaDescription described, CancellationToken ct);

    /// <summary>The description of a media content in the space that is searched, or null.</summary>
    Task<MediaDescription?> FindAsync(string tenantId, string contentHash, CancellationToken ct);

    /// <summary>
    /// The stamp of a description (see <see cref="DescriptionKey"/>), which tells whether data derived from it is up to date. Null when the
    /// media content is not described.
    /// </summary>
    Task<long?> FindStampAsync(string tenantId, string contentHash, CancellationToken ct);

    /// <summary>
    /// The version of the description of each media content of an index's ready videos, which tells whether a loaded one is up to date.
    /// </summary>
    Task<IReadOnlyDictionary<string, string>> GetVersionsAsync(string tenantId, string indexId, string space, CancellationToken ct);

    /// <summary>
    /// The descriptions stored in a space after a stamp, in order of the stamps, which tell how far derived data is behind. After stamp 0
    /// for all.
    /// </summary>
    Task<DescriptionChanges> GetChangesAsync(string tenantId, string space, long afterStamp, CancellationToken ct);

    /// <summary>Reads the descriptions of many media contents in a space, with vectors as stored; used to load an index.</summary>
    IAsyncEnumerable<StoredDescription> ReadAsync(
        string tenantId,
        string space,
        IReadOnlyCollection<string> contentHashes,
        CancellationToken ct
    );

    /// <summary>The frame vectors of single clips; none for descriptions from before frame vectors were stored.</summary>
    /// <param name="tenantId">The owner.</param>
    /// <param name="space">The visual space of the descriptions.</param>
    /// <param name="clips">Hashes of media contents and indexes in their <see cref="MediaDescription.Clips"/>.</param>
    /// <param name="ct">Cancels the reading.</param>
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
