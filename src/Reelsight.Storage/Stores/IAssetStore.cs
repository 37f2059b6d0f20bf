using Reelsight.Core.Errors;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;

namespace Reelsight.Storage.Stores;

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
