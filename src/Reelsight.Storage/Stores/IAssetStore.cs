using Reelsight.Core.Errors;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;

namespace Reelsight.Storage.Stores;

/// <summary>Assets of a tenant.</summary>
public interface IAssetStore
{
    /// <summary>
    /// Adds an asset and the job that will prepare it in one transaction. False when its id is taken; then nothing is added.
    /// </summary>
    Task<bool> AddAsync(AssetRecord asset, JobRequest? job, CancellationToken ct);

    /// <summary>One asset or null.</summary>
    Task<AssetRecord?> FindAsync(string tenantId, string assetId, CancellationToken ct);

    /// <summary>One page of assets.</summary>
    Task<Page<AssetRecord>> ListAsync(string tenantId, AssetQuery query, CancellationToken ct);

    /// <summary>
    /// Replaces an asset, if it still exists, except for its user metadata, which people may be changing
    /// (<see cref="UpdateUserMetadataAsync"/>). False when it is gone.
    /// </summary>
    Task<bool> UpdateAsync(AssetRecord asset, CancellationToken ct);

    /// <summary>
    /// Replaces the user metadata (JSON text or null) by the result of <paramref name="change"/>, in one transaction. An exception of
    /// <paramref name="change"/> passes through. False when the asset is gone.
    /// </summary>
    Task<bool> UpdateUserMetadataAsync(
        string tenantId,
        string assetId,
        Func<string?, string?> change,
        DateTimeOffset now,
        CancellationToken ct
    );

    /// <summary>
    /// Deletes an asset and removes it from the entities that it shows. Videos of it must be gone or deleted with it
    /// (<paramref name="withVideos"/>). False when it is gone.
    /// </summary>
    /// <exception cref="AssetInUseException">Videos refer to it and are not deleted with it.</exception>
    Task<bool> DeleteAsync(string tenantId, string assetId, bool withVideos, DateTimeOffset now, CancellationToken ct);

    /// <summary>
    /// Deletes everything known of a media content that no asset or video of the tenant has any more. True when it was unreferenced: its
    /// blobs can be deleted.
    /// </summary>
    Task<bool> DeleteUnusedContentAsync(string tenantId, string contentHash, CancellationToken ct);
}
