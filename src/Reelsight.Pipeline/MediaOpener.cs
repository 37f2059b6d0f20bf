using Reelsight.Fetch;
using Reelsight.Media;
using Reelsight.Storage;

namespace Reelsight.Pipeline;

/// <summary>Media that a request names, other than as an indexed video.</summary>
public abstract record MediaSource
{
    private MediaSource() { }

    /// <summary>A file on the web; fetched when it is opened.</summary>
    /// <param name="Url">Where.</param>
    /// <param name="MaxBytes">Most bytes it may have; null means what the pipeline takes at most.</param>
    public sealed record FromUrl(Uri Url, long? MaxBytes = null) : MediaSource;

    /// <summary>Bytes that are in the blob store already: sent along with a request.</summary>
    public sealed record FromContent(string ContentHash, string Filename) : MediaSource;

    /// <summary>An asset of the tenant.</summary>
    public sealed record FromAsset(string AssetId) : MediaSource;
}

/// <summary>
/// Media being worked on: its bytes stay until this is disposed, and go then unless a row refers to them.
/// </summary>
/// <param name="ContentHash">SHA-256 of the bytes: the key of everything described.</param>
/// <param name="Path">Where the bytes lie.</param>
/// <param name="Filename">A name to show.</param>
/// <param name="Info">What probing found.</param>
public sealed record MediaHandle(string ContentHash, string Path, string Filename, MediaInfo Info) : IAsyncDisposable
{
    internal Func<Task>? OnDispose { get; init; }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => OnDispose is null ? default : new(OnDispose());
}

/// <summary>Opens media by URL, by asset or from bytes sent along, all the same way: stored by content, held, probed.</summary>
public sealed class MediaOpener(
    IAssetStore assets,
    IBlobStore blobs,
    BlobReferences contents,
    MediaProbe probe,
    GuardedFetch fetch,
    PipelineOptions options
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
            return new MediaHandle(contentHash, path, filename, info) { OnDispose = () => contents.ReleaseHoldAsync(tenantId, contentHash) };
        }
        catch (Exception e)
        {
            await contents.ReleaseHoldAsync(tenantId, contentHash);
            if (e is MediaException media && media.Code != MediaFailureCodes.ToolFailed)
            {
                throw new PermanentFailureException(new Failure(media.Code, media.Sentence), media);
            }

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
        await contents.HoldAsync(tenantId, contentHash, ct)
            ? (contentHash, filename)
            : throw Unusable($"The stored bytes of {filename} are gone. Send the file again.");

    private async Task<(string, string)> FetchAsync(string tenantId, MediaSource.FromUrl source, CancellationToken ct)
    {
        var maxBytes = Math.Min(source.MaxBytes ?? long.MaxValue, options.MaxFetchBytes);
        var file = await fetch.OpenAsync(source.Url, ct);
        await using (file)
        {
            try
            {
                if (file.Length > maxBytes)
                {
                    throw new BlobTooLargeException(maxBytes);
                }

                var blob = await contents.StoreAndHoldAsync(tenantId, file.Body, maxBytes, ct);
                return (blob.ContentHash, file.FileName ?? "media");
            }
            catch (BlobTooLargeException)
            {
                throw new PermanentFailureException(
                    new Failure(
                        FailureCodes.FileTooLarge,
                        $"The file behind the link is larger than {maxBytes >> 20} MB, the most that is taken here. Cut it into parts, or make it smaller."
                    )
                );
            }
        }
    }

    private static PermanentFailureException Unusable(string sentence) => new(new Failure(FailureCodes.AssetUnavailable, sentence));
}
