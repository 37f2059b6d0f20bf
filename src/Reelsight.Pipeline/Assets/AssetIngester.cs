using Reelsight.Core.Errors;
using Reelsight.Fetch;
using Reelsight.Storage.Blobs;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Pipeline.Assets;

/// <summary>Stores the bytes of an asset that has none yet: from its URL, or from the chunks of its upload.</summary>
public sealed class AssetIngester(
    IAssetStore assets,
    IBlobStore blobs,
    IResourceStore<UploadRecord> uploads,
    IUploadChunkStore chunks,
    BlobReferences references,
    GuardedFetch fetch,
    IntakeLimits limits,
    TimeProvider clock
)
{
    /// <summary>Stores the asset's bytes and sets the content hash of its record.</summary>
    /// <exception cref="FetchException">The URL could not be fetched.</exception>
    /// <exception cref="PermanentFailureException">The file is too large, or chunks of it are missing.</exception>
    public Task<AssetRecord> IngestAsync(AssetRecord asset, CancellationToken ct) =>
        asset.Method == AssetMethod.Multipart ? AssembleAsync(asset, ct) : FetchAsync(asset, ct);

    private async Task<AssetRecord> FetchAsync(AssetRecord asset, CancellationToken ct)
    {
        if (!Uri.TryCreate(asset.SourceUrl, UriKind.Absolute, out var url))
        {
            throw new FetchException(
                $"\"{asset.SourceUrl}\" is not a web address. Give a full http or https link to the file itself.",
                isTransient: false
            );
        }

        var file = await fetch.OpenAsync(url, ct);
        await using (file)
        {
            try
            {
                return await StoreAsync(asset, file.Body, limits.MaxFetchBytes, ct);
            }
            catch (BlobTooLargeException)
            {
                throw new PermanentFailureException(
                    new Failure(
                        FailureCodes.FileTooLarge,
                        $"The file behind the link is larger than {limits.MaxFetchBytes >> 20} MB. "
                            + "Cut it into parts, or upload it directly."
                    )
                );
            }
        }
    }

    private async Task<AssetRecord> AssembleAsync(AssetRecord asset, CancellationToken ct)
    {
        var upload = (await uploads.ListAllAsync(asset.TenantId, new ResourceFilter { LinkedTo = asset.Id }, ct)).Single();
        try
        {
            var joined = chunks.Open(asset.TenantId, upload.Id, [.. upload.Reported.Select(c => new UploadedChunk(c.Index, c.ETag))]);
            await using (joined)
            {
                asset = await StoreAsync(asset, joined, upload.TotalBytes, ct);
            }
        }
        catch (FileNotFoundException e)
        {
            var failure = new Failure(
                FailureCodes.AssetUnavailable,
                $"What was uploaded is incomplete: {e.Message} Upload the file again in a new session."
            );
            await uploads.UpdateAsync(
                asset.TenantId,
                upload.Id,
                present => present with { State = UploadRecord.Failed, Failure = failure, UpdatedAt = clock.GetUtcNow() },
                [],
                ct
            );
            throw new PermanentFailureException(failure, e);
        }
        if (!references.AreDeletionsPaused) // else the hourly cleanup does it
        {
            chunks.Delete(asset.TenantId, upload.Id);
        }
        return asset;
    }

    private async Task<AssetRecord> StoreAsync(AssetRecord asset, Stream content, long maxBytes, CancellationToken ct)
    {
        StoredBlob? blob = null;
        try
        {
            blob = await blobs.PutAsync(asset.TenantId, content, maxBytes, ct);
            // Stored at once, so that a restart does not fetch again.
            asset = asset with { ContentHash = blob.ContentHash, SizeBytes = blob.SizeBytes, UpdatedAt = clock.GetUtcNow() };
            if (!await references.AddReferencesAsync(asset.TenantId, blob.ContentHash, () => assets.UpdateAsync(asset, ct), ct))
            {
                throw new FetchException("The same file was deleted while this one was stored: try again.", isTransient: true);
            }

            return asset;
        }
        finally
        {
            // When the asset was deleted meanwhile, nothing refers to the new blob.
            await references.DeleteIfUnreferencedAsync(asset.TenantId, blob?.ContentHash);
        }
    }
}
