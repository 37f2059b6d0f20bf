using Reelsight.Fetch;
using Reelsight.Storage;

namespace Reelsight.Pipeline;

/// <summary>Brings in the bytes of an asset that has none yet.</summary>
public sealed class AssetBytes(IAssetStore assets, IBlobStore blobs, ContentUse contents, GuardedFetch fetch, PipelineOptions options, TimeProvider clock)
{
    /// <summary>Fetches the asset's URL and keeps what came as its content.</summary>
    /// <exception cref="FetchException">The URL did not answer, which may pass.</exception>
    /// <exception cref="PermanentFailureException">What it gave cannot be taken.</exception>
    public Task<AssetRecord> BringAsync(AssetRecord asset, CancellationToken ct) => FetchAsync(asset, ct);

    private async Task<AssetRecord> FetchAsync(AssetRecord asset, CancellationToken ct)
    {
        if (!Uri.TryCreate(asset.SourceUrl, UriKind.Absolute, out var url))
            throw new FetchException($"\"{asset.SourceUrl}\" is not a web address. Give a full http or https link to the file itself.", mayPass: false);
        var file = await fetch.OpenAsync(url, ct).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            StoredBlob? blob = null;
            try
            {
                blob = await blobs.PutContentAsync(asset.TenantId, file.Body, options.MaxFetchBytes, ct).ConfigureAwait(false);
                // Kept at once, so that a restart does not fetch again.
                asset = asset with { ContentHash = blob.ContentHash, SizeBytes = blob.SizeBytes, UpdatedAt = clock.GetUtcNow() };
                if (!await contents.ClaimAsync(asset.TenantId, blob.ContentHash, () => assets.UpdateAsync(asset, ct), ct).ConfigureAwait(false))
                    throw new FetchException("The same file was deleted while the link was fetched: try again.", mayPass: true);
                return asset;
            }
            catch (BlobTooLargeException)
            {
                throw new PermanentFailureException(new Failure(FailureCodes.FileTooLarge,
                    $"The file behind the link is larger than {options.MaxFetchBytes >> 20} MB. Cut it into parts, or upload it directly."));
            }
            finally
            {
                // When the asset was deleted meanwhile, nothing refers to what has just arrived.
                await contents.ReleaseAsync(asset.TenantId, blob?.ContentHash).ConfigureAwait(false);
            }
        }
    }
}
