using Reelsight.Core.Errors;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;

namespace Reelsight.Storage.Stores;

/// <summary>Videos of an index.</summary>
public interface IVideoStore
{
    /// <summary>Adds a video of an existing asset, its task (if any) and its job in one transaction.</summary>
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

    /// <summary>One page of the videos of an asset, in every state, newest first.</summary>
    Task<Page<AssetVideo>> ListByAssetAsync(string tenantId, string assetId, PageWindow window, CancellationToken ct);

    /// <summary>All matching videos, without computed properties; used by search.</summary>
    Task<IReadOnlyList<VideoRecord>> ListAllAsync(string tenantId, string indexId, VideoFilter filter, CancellationToken ct);

    /// <summary>
    /// Replaces a video, except for title and user metadata, which people may be changing (<see cref="UpdateMetadataAsync"/>), sets its
    /// task to the same state, and increments the revision of the index, in one transaction. False when it is gone.
    /// </summary>
    Task<bool> UpdateAsync(VideoRecord video, IndexingTaskStatus? taskStatus, CancellationToken ct);

    /// <summary>
    /// Updates title and user metadata only; null leaves one unchanged. Metadata (JSON text or null) is replaced by the result of
    /// <paramref name="changeMetadata"/>, in one transaction; its exception passes through. False when the video is gone.
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

    /// <summary>
    /// Deletes a video, and the description of its media content when no other video of the tenant has it. False when it is gone.
    /// </summary>
    Task<bool> DeleteAsync(string tenantId, string indexId, string videoId, CancellationToken ct);
}
