namespace Reelsight.Storage;

// Every call of every store that writes throws DataFolderException when the disk is full or fails.

/// <summary>Indexes of a tenant.</summary>
public interface IIndexStore
{
    /// <summary>Adds an index.</summary>
    /// <exception cref="DuplicateNameException">The tenant has an index of that name.</exception>
    Task AddAsync(IndexRecord index, CancellationToken ct);

    /// <summary>One index, with counts, or null.</summary>
    Task<IndexRecord?> FindAsync(string tenantId, string indexId, CancellationToken ct);

    /// <summary>One page of indexes, with counts; without those that hold the items of a knowledge store.</summary>
    Task<Page<IndexRecord>> ListAsync(string tenantId, IndexQuery query, CancellationToken ct);

    /// <summary>Renames; false when there is no such index.</summary>
    /// <exception cref="DuplicateNameException">Another index of the tenant has that name.</exception>
    Task<bool> RenameAsync(string tenantId, string indexId, string name, DateTimeOffset now, CancellationToken ct);

    /// <summary>Deletes the index with its videos and tasks; false when there is none.</summary>
    Task<bool> DeleteAsync(string tenantId, string indexId, CancellationToken ct);

    /// <summary>The index's revision alone: what search asks before each query. Null when there is no such index.</summary>
    long? FindRevision(string tenantId, string indexId);

    /// <summary>Every index of every tenant, for warming up search at start.</summary>
    Task<IReadOnlyList<(string TenantId, string IndexId)>> ListAllAsync(CancellationToken ct);
}

/// <summary>Conditions, order and window of a list of indexes.</summary>
public sealed record IndexQuery(PageWindow Window, SortOrder Sort)
{
    /// <summary>Exact name.</summary>
    public string? Name { get; init; }

    /// <summary>All of these options must be among the options of its models.</summary>
    public IReadOnlyList<string>? ModelOptions { get; init; }

    /// <summary>A model name that starts so, such as <c>marengo</c>.</summary>
    public string? ModelFamily { get; init; }

    /// <summary>At or after.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>At or after.</summary>
    public DateTimeOffset? UpdatedFrom { get; init; }
}

/// <summary>A name that must be unique is taken.</summary>
public sealed class DuplicateNameException(string name) : Exception($"The name \"{name}\" is taken.");

/// <summary>Assets of a tenant.</summary>
public interface IAssetStore
{
    /// <summary>
    /// Adds an asset, and in the same transaction the job that will prepare it. False when its id is taken: then neither was added.
    /// </summary>
    Task<bool> AddAsync(AssetRecord asset, JobRequest? job, CancellationToken ct);

    /// <summary>One asset or null.</summary>
    Task<AssetRecord?> FindAsync(string tenantId, string assetId, CancellationToken ct);

    /// <summary>One page of assets.</summary>
    Task<Page<AssetRecord>> ListAsync(string tenantId, AssetQuery query, CancellationToken ct);

    /// <summary>
    /// Replaces the row, if it still exists: all but the user metadata that people may be changing (<see cref="UpdateUserMetadataAsync"/>).
    /// </summary>
    Task<bool> UpdateAsync(AssetRecord asset, CancellationToken ct);

    /// <summary>
    /// Replaces the user metadata, JSON text or null, by what <paramref name="change"/> makes of it; nothing comes between reading and
    /// writing. What <paramref name="change"/> throws passes through. False when the asset is gone.
    /// </summary>
    Task<bool> UpdateUserMetadataAsync(
        string tenantId,
        string assetId,
        Func<string?, string?> change,
        DateTimeOffset now,
        CancellationToken ct
    );

    /// <summary>
    /// Deletes the row, and takes the asset away from the entities that it shows. Videos that refer to it must be gone or deleted along
    /// (<paramref name="withVideos"/>). False when it is gone.
    /// </summary>
    /// <exception cref="AssetInUseException">Videos refer to it and are not deleted along.</exception>
    Task<bool> DeleteAsync(string tenantId, string assetId, bool withVideos, DateTimeOffset now, CancellationToken ct);

    /// <summary>
    /// Drops everything known of a content that no asset or video of the tenant has any more; true when so, and its blobs can go.
    /// </summary>
    Task<bool> DeleteUnusedContentAsync(string tenantId, string contentHash, CancellationToken ct);
}

/// <summary>Conditions, order and window of a list of assets.</summary>
public sealed record AssetQuery(PageWindow Window)
{
    /// <summary>Any of these.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>Any of <c>video</c>, <c>audio</c>, <c>image</c>, <c>document</c>.</summary>
    public IReadOnlyList<string>? Types { get; init; }

    /// <summary>Case-insensitive part of the name.</summary>
    public string? FilenameContains { get; init; }
}

/// <summary>Videos of an index.</summary>
public interface IVideoStore
{
    /// <summary>Adds a video of an existing asset, and in the same transaction its task (if any) and its job.</summary>
    /// <exception cref="ParentMissingException">The index or the asset does not exist.</exception>
    Task AddAsync(VideoRecord video, IndexingTaskRecord? task, JobRequest job, CancellationToken ct);

    /// <summary>Adds asset, video, task and job in one transaction: what an upload-and-index task does.</summary>
    /// <exception cref="ParentMissingException">The index does not exist.</exception>
    Task AddWithAssetAsync(AssetRecord asset, VideoRecord video, IndexingTaskRecord task, JobRequest job, CancellationToken ct);

    /// <summary>One video or null; <paramref name="indexId"/> null means any index.</summary>
    Task<VideoRecord?> FindAsync(string tenantId, string? indexId, string videoId, CancellationToken ct);

    /// <summary>One page of videos.</summary>
    Task<Page<VideoRecord>> ListAsync(
        string tenantId,
        string indexId,
        VideoFilter filter,
        SortOrder sort,
        PageWindow window,
        CancellationToken ct
    );

    /// <summary>One page of what was indexed from an asset, in every state, newest first.</summary>
    Task<Page<AssetVideo>> ListByAssetAsync(string tenantId, string assetId, PageWindow window, CancellationToken ct);

    /// <summary>All videos that fit, light: what search needs to know its pool.</summary>
    Task<IReadOnlyList<VideoRecord>> ListAllAsync(string tenantId, string indexId, VideoFilter filter, CancellationToken ct);

    /// <summary>
    /// Replaces the row, all but the title and user metadata that people may be changing (<see cref="UpdateMetadataAsync"/>), and moves its task
    /// to the same state, in one transaction; bumps the index's revision. False when it is gone.
    /// </summary>
    Task<bool> UpdateAsync(VideoRecord video, IndexingTaskStatus? taskStatus, CancellationToken ct);

    /// <summary>
    /// Title and user metadata only (null leaves as is). Metadata, JSON text or null, is replaced by what <paramref name="changeMetadata"/>
    /// makes of it; nothing comes between reading and writing. What <paramref name="changeMetadata"/> throws passes through. False when the
    /// video is gone.
    /// </summary>
    Task<bool> UpdateMetadataAsync(
        string tenantId,
        string indexId,
        string videoId,
        string? title,
        Func<string?, string?>? changeMetadata,
        DateTimeOffset now,
        CancellationToken ct
    );

    /// <summary>Deletes the video; its described content goes when no other video of the tenant has it. False when it is gone.</summary>
    Task<bool> DeleteAsync(string tenantId, string indexId, string videoId, CancellationToken ct);
}

/// <summary>A video of an asset, and the index that holds it.</summary>
public sealed record AssetVideo(string Id, string IndexId, string IndexName);

/// <summary>Upload-and-index tasks.</summary>
public interface IIndexingTaskStore
{
    /// <summary>One task or null.</summary>
    Task<IndexingTaskRecord?> FindAsync(string tenantId, string taskId, CancellationToken ct);

    /// <summary>The task that a video came with, or null.</summary>
    Task<IndexingTaskRecord?> FindByVideoAsync(string tenantId, string videoId, CancellationToken ct);

    /// <summary>One page of tasks.</summary>
    Task<Page<IndexingTaskRecord>> ListAsync(string tenantId, IndexingTaskQuery query, CancellationToken ct);

    /// <summary>Deletes the row; false when there is none.</summary>
    Task<bool> DeleteAsync(string tenantId, string taskId, CancellationToken ct);
}

/// <summary>Conditions, order and window of a list of tasks.</summary>
public sealed record IndexingTaskQuery(PageWindow Window, SortOrder Sort)
{
    /// <summary>Tasks of this index only.</summary>
    public string? IndexId { get; init; }

    /// <summary>Any of these states.</summary>
    public IReadOnlyList<IndexingTaskStatus>? Statuses { get; init; }

    /// <summary>Exact name.</summary>
    public string? Filename { get; init; }

    /// <summary>Seconds, equal within a millisecond.</summary>
    public double? DurationSec { get; init; }

    /// <summary>Pixels.</summary>
    public int? Width { get; init; }

    /// <summary>Pixels.</summary>
    public int? Height { get; init; }

    /// <summary>At or after.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>At or after.</summary>
    public DateTimeOffset? UpdatedFrom { get; init; }
}

/// <summary>
/// Outputs of the pipeline's stages, immutable, keyed by tenant, content hash, stage name and version (which covers settings).
/// Running a stage again for the same key costs nothing.
/// </summary>
public interface IStageOutputStore
{
    /// <summary>The stored output, or null.</summary>
    Task<byte[]?> FindAsync(string tenantId, string contentHash, string stage, string version, CancellationToken ct);

    /// <summary>Stores an output; storing again is harmless.</summary>
    Task PutAsync(string tenantId, string contentHash, string stage, string version, byte[] output, CancellationToken ct);

    /// <summary>Deletes a stage's outputs of one version.</summary>
    Task DeleteAsync(string tenantId, string stage, string version, CancellationToken ct);
}

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
    /// Full-text search over spoken phrases and on-screen lines of an index's ready videos, best first. When very many lines match (over a
    /// thousand), the oldest come, all with rank 1: make the expression narrower first.
    /// </summary>
    /// <param name="tenantId">The owner.</param>
    /// <param name="indexId">The index.</param>
    /// <param name="match">An FTS5 query expression.</param>
    /// <param name="limit">Most rows to return.</param>
    /// <exception cref="WordQuerySyntaxException">The expression cannot be read.</exception>
    IReadOnlyList<WordHit> SearchWords(string tenantId, string indexId, string match, int limit);
}

/// <summary>A content that is described; the stamp is another, larger one each time that it is described anew.</summary>
public readonly record struct DescriptionKey(string ContentHash, long Stamp);

/// <summary>What was described after a stamp.</summary>
/// <param name="Count">Contents of the tenant that are described in the space now, the older ones included.</param>
/// <param name="Later">Those with later stamps, ascending.</param>
public sealed record DescriptionChanges(long Count, IReadOnlyList<DescriptionKey> Later);

/// <summary>
/// A content as search loads it. Vectors are int8 rows with one scale each row; sound and brightness are as in <see cref="MediaDescription"/>.
/// </summary>
public sealed record StoredDescription(
    string ContentHash,
    string Version,
    IReadOnlyList<Clip> Clips,
    IReadOnlyList<Evidence> Evidence,
    IReadOnlyList<QuantizedVectorSet> Vectors,
    bool HasAudio,
    IReadOnlyList<float> LoudnessDb,
    IReadOnlyList<float> Brightness
);

/// <summary>Rows × dimension signed bytes; row r stands for <c>Values[r] * Scales[r]</c>.</summary>
public sealed record QuantizedVectorSet(string Space, VectorUnit Unit, int Dimension, sbyte[] Values, float[] Scales);

/// <summary>A phrase or line that holds the words asked for.</summary>
/// <param name="ContentHash">Whose it is.</param>
/// <param name="EvidenceIndex">Its place in <see cref="MediaDescription.Evidence"/>.</param>
/// <param name="Rank">BM25 as a positive number: larger is better.</param>
public readonly record struct WordHit(string ContentHash, int EvidenceIndex, double Rank);

/// <summary>Result lists behind page tokens.</summary>
public interface ISearchPageStore
{
    /// <summary>Keeps a serialised result list under a token until it expires.</summary>
    Task PutAsync(string tenantId, string token, byte[] results, DateTimeOffset expiresAt, CancellationToken ct);

    /// <summary>The list and its expiry, or null when unknown or expired at <paramref name="now"/>.</summary>
    Task<(byte[] Results, DateTimeOffset ExpiresAt)?> FindAsync(string tenantId, string token, DateTimeOffset now, CancellationToken ct);

    /// <summary>Drops what has expired.</summary>
    Task PurgeAsync(DateTimeOffset now, CancellationToken ct);
}

/// <summary>Tenants and their API keys. Keys are stored as SHA-256 hashes and shown once.</summary>
public interface IApiKeyStore
{
    /// <summary>The tenant of a key, or null. Called on every request: served from memory.</summary>
    string? FindTenant(string apiKey);

    /// <summary>Whether any key exists.</summary>
    bool HasAny { get; }

    /// <summary>Adds a key for a tenant, creating the tenant when it is new; adding a known key is harmless.</summary>
    Task AddAsync(string tenantId, string apiKey, DateTimeOffset now, CancellationToken ct);
}
