using Reelsight.Fetch;
using Reelsight.Media;
using Reelsight.Storage;

namespace Reelsight.Pipeline;

/// <summary>An asset whose bytes are stored and probed.</summary>
/// <param name="Asset">The row as it now is; failed when the file cannot be used.</param>
/// <param name="Path">Where the bytes lie; empty when the asset failed.</param>
/// <param name="IsTimed">Whether it has a duration: video or sound, not a still picture.</param>
public sealed record PreparedAsset(AssetRecord Asset, string Path, bool IsTimed);

/// <summary>Fetches (when by URL), hashes and probes an asset, and keeps what was found on its row.</summary>
public sealed class AssetPreparer(
    IAssetStore assets, IBlobStore blobs, ContentUse contents, MediaProbe probe, MediaLimits? limits, GuardedFetch fetch, PipelineOptions options, TimeProvider clock)
    : IJobHandler
{
    /// <inheritdoc/>
    public string Kind => JobKinds.PrepareAsset;

    /// <inheritdoc/>
    public bool IsQuick => true;

    /// <summary>Does the job of preparing an asset that is not being indexed.</summary>
    public async Task HandleAsync(JobContext context, CancellationToken ct)
    {
        if (await assets.FindAsync(context.Job.TenantId, context.Job.SubjectId, ct).ConfigureAwait(false) is { Status: AssetStatus.Processing } asset)
            await PrepareAsync(context, asset, ct).ConfigureAwait(false);
    }

    /// <summary>Brings the asset to a final state; one that is there already comes back as it is.</summary>
    /// <exception cref="FetchException">The URL did not answer, which may pass.</exception>
    public async Task<PreparedAsset> PrepareAsync(JobContext context, AssetRecord asset, CancellationToken ct)
    {
        if (asset.Status == AssetStatus.Failed) return new PreparedAsset(asset, "", false);
        context.Begin("prepare");
        try
        {
            if (asset.ContentHash is null) asset = await FetchAsync(asset, ct).ConfigureAwait(false);
            context.Report("prepare", 0.5);
            var path = blobs.PathOfContent(asset.TenantId, asset.ContentHash!)
                ?? throw new PermanentFailureException(new Failure(FailureCodes.AssetUnavailable, "The stored bytes of this asset are gone. Upload the file again."));
            if (asset.Status == AssetStatus.Ready) return new PreparedAsset(asset, path, asset.DurationSec > 0);

            var info = await probe.ProbeAsync(path, ct).ConfigureAwait(false);
            if (info.Kind != MediaKind.Image) limits?.Check(info);
            asset = WithProbe(asset, info);
            await assets.UpdateAsync(asset, ct).ConfigureAwait(false);
            return new PreparedAsset(asset, path, info.Kind != MediaKind.Image);
        }
        catch (MediaException e) when (e.Code != MediaErrorCodes.ToolFailed)
        {
            return new PreparedAsset(await FailAsync(asset, new Failure(e.Code, e.Sentence), ct).ConfigureAwait(false), "", false);
        }
        catch (PermanentFailureException e)
        {
            return new PreparedAsset(await FailAsync(asset, e.Failure, ct).ConfigureAwait(false), "", false);
        }
        catch (FetchException e) when (!e.MayPass || context.Job.Attempt >= options.MaxAttempts)
        {
            return new PreparedAsset(await FailAsync(asset, new Failure(FailureCodes.SourceUnavailable, e.Message), ct).ConfigureAwait(false), "", false);
        }
    }

    /// <inheritdoc/>
    public Task FailAsync(Job job, Failure failure, CancellationToken ct) => FailAsync(job.TenantId, job.SubjectId, failure, ct);

    /// <summary>Marks an asset failed, if it still exists.</summary>
    public async Task FailAsync(string tenantId, string assetId, Failure failure, CancellationToken ct)
    {
        if (await assets.FindAsync(tenantId, assetId, ct).ConfigureAwait(false) is { } asset) await FailAsync(asset, failure, ct).ConfigureAwait(false);
    }

    private async Task<AssetRecord> FailAsync(AssetRecord asset, Failure failure, CancellationToken ct)
    {
        asset = asset with { Status = AssetStatus.Failed, Failure = failure, UpdatedAt = clock.GetUtcNow() };
        await assets.UpdateAsync(asset, ct).ConfigureAwait(false);
        return asset;
    }

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

    private AssetRecord WithProbe(AssetRecord asset, MediaInfo info) => asset with
    {
        Status = AssetStatus.Ready,
        FileType = info.MimeType,
        SizeBytes = info.SizeBytes,
        DurationSec = info.Kind == MediaKind.Image ? null : info.DurationSec,
        Fps = info.Kind == MediaKind.Video && info.Video is { AverageFrameRate.IsPositive: true } video ? video.AverageFrameRate.Value : null,
        Width = info.Video?.Width,
        Height = info.Video?.Height,
        TechnicalMetadataJson = TechnicalMetadata.ToJson(info),
        Hls = asset.Hls == ArtefactStatus.Pending ? (info.Kind == MediaKind.Image ? ArtefactStatus.Error : ArtefactStatus.Ready) : asset.Hls,
        Thumbnail = asset.Thumbnail == ArtefactStatus.Pending ? (info.Video is null ? ArtefactStatus.Error : ArtefactStatus.Ready) : asset.Thumbnail,
        UpdatedAt = clock.GetUtcNow(),
    };
}
