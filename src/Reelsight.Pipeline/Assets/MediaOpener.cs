using Reelsight.Core.Errors;
using Reelsight.Fetch;
using Reelsight.Media.Probe;
using Reelsight.Storage.Blobs;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Pipeline.Assets;

/// <summary>Opens media given by URL, by asset or as stored bytes: stores the bytes if need be, holds and probes them.</summary>
public sealed class MediaOpener(
    IAssetStore assets,
    IBlobStore blobs,
    BlobReferences references,
    MediaProbe probe,
    GuardedFetch fetch,
    IntakeLimits limits
)
{
    /// <summary>Opens a source.</summary>
    /// <exception cref="PermanentFailureException">There is no such asset, it is not ready, or the file cannot be used; the sentence says
    /// which and what to do.</exception>
    /// <exception cref="FetchException">The URL did not give a file.</exception>
    public async Task<MediaHandle> OpenAsync(string tenantId, MediaSource source, CancellationToken ct)
    {
        var (contentHash, filename) = source switch
        {
            MediaSource.FromUrl url => await FetchAsync(tenantId, url, ct),
            MediaSource.FromContent content => await HoldAsync(tenantId, content.ContentHash, content.Filename, ct),
            MediaSource.FromAsset asset => await OpenAssetAsync(tenantId, asset.AssetId, ct),
            _ => throw new ArgumentOutOfRangeException(nameof(source)),
        };
        try
        {
            var path = blobs.FindPath(tenantId, contentHash)!;
            var info = await probe.ProbeAsync(path, ct);
            return new MediaHandle(contentHash, path, filename, info)
            {
                OnDispose = () => references.ReleaseHoldAsync(tenantId, contentHash),
            };
        }
        catch
        {
            await references.ReleaseHoldAsync(tenantId, contentHash);
            throw;
        }
    }

    private async Task<(string, string)> OpenAssetAsync(string tenantId, string assetId, CancellationToken ct)
    {
        var asset = await assets.FindAsync(tenantId, assetId, ct) ?? throw Unusable($"There is no asset with the id {assetId}.");
        if (asset.Status == AssetStatus.Failed)
        {
            throw Unusable($"The asset {assetId} failed: {asset.Failure?.Message}");
        }

        if (asset.Status != AssetStatus.Ready || asset.ContentHash is null)
        {
            throw Unusable($"The asset {assetId} is not ready yet: wait until its status is ready.");
        }

        return await HoldAsync(tenantId, asset.ContentHash, asset.Filename, ct);
    }

    private async Task<(string, string)> HoldAsync(string tenantId, string contentHash, string filename, CancellationToken ct) =>
        await references.HoldAsync(tenantId, contentHash, ct)
            ? (contentHash, filename)
            : throw Unusable($"The stored bytes of {filename} are gone. Send the file again.");

    private async Task<(string, string)> FetchAsync(string tenantId, MediaSource.FromUrl source, CancellationToken ct)
    {
        var maxBytes = Math.Min(source.MaxBytes ?? long.MaxValue, limits.MaxFetchBytes);
        var file = await fetch.OpenAsync(source.Url, ct);
        await using (file)
        {
            try
            {
                if (file.Length > maxBytes)
                {
                    throw new BlobTooLargeException(maxBytes);
                }

                var blob = await references.StoreAndHoldAsync(tenantId, file.Body, maxBytes, ct);
                return (blob.ContentHash, file.FileName ?? "media");
            }
            catch (BlobTooLargeException)
            {
                throw new PermanentFailureException(
                    new Failure(
                        FailureCodes.FileTooLarge,
                        $"The file behind the link is larger than {maxBytes >> 20} MB, the most that is taken here. "
                            + "Cut it into parts, or make it smaller."
                    )
                );
            }
        }
    }

    private static PermanentFailureException Unusable(string sentence) => new(new Failure(FailureCodes.AssetUnavailable, sentence));
}
