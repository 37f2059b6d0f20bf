using Microsoft.Extensions.Logging;
using Reelsight.Core.Errors;
using Reelsight.Fetch;
using Reelsight.Media.Probe;
using Reelsight.Pipeline.Jobs;
using Reelsight.Storage.Blobs;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Pipeline.Assets;

/// <summary>Ingests an asset's bytes, probes them and stores what was found in its record.</summary>
public sealed partial class AssetPreparer(
    IAssetStore assets,
    IBlobStore blobs,
    AssetIngester ingester,
    MediaProbe probe,
    IntakeLimits limits,
    JobRetryPolicy retry,
    TimeProvider clock,
    ILogger<AssetPreparer> log
) : IJobHandler
{
    /// <inheritdoc/>
    public string Kind => JobKinds.PrepareAsset;

    /// <inheritdoc/>
    public bool IsQuick => true;

    /// <summary>Prepares an asset that is not being indexed.</summary>
    public async Task HandleAsync(JobContext context, CancellationToken ct)
    {
        if (await assets.FindAsync(context.Job.TenantId, context.Job.SubjectId, ct) is { Status: AssetStatus.Processing } asset)
        {
            await PrepareAsync(context, asset, ct);
        }
    }

    /// <summary>Brings the asset to its final state, ready or failed; an asset in a final state is returned as it is.</summary>
    /// <exception cref="FetchException">The URL could not be fetched, and a later attempt may succeed.</exception>
    public async Task<PreparedAsset> PrepareAsync(JobContext context, AssetRecord asset, CancellationToken ct)
    {
        if (asset.Status == AssetStatus.Failed)
        {
            return new PreparedAsset(asset, "", false);
        }

        context.Begin("prepare");
        try
        {
            if (asset.ContentHash is null)
            {
                var (bare, isRemote) = (asset, asset.Method != AssetMethod.Multipart);
                asset = isRemote
                    ? await context.TransferAsync(() => ingester.IngestAsync(bare, ct), ct)
                    : await ingester.IngestAsync(asset, ct);
            }

            context.Report("prepare", 0.5);
            var path = blobs.FindPath(asset.TenantId, asset.ContentHash!)
                ?? throw new PermanentFailureException(
                    new Failure(FailureCodes.AssetUnavailable, "The stored bytes of this asset are gone. Upload the file again.")
                );
            if (asset.Status == AssetStatus.Ready)
            {
                return new PreparedAsset(asset, path, asset.DurationSec is not null);
            }

            asset = DocumentFormats.FindMediaType(asset.Filename) is { } document
                ? await PrepareDocumentAsync(asset, path, document, ct)
                : ApplyProbe(asset, Check(await probe.ProbeAsync(path, ct)));
            await assets.UpdateAsync(asset, ct);
            return new PreparedAsset(asset, path, asset.DurationSec is not null);
        }
        catch (PermanentFailureException e)
        {
            return new PreparedAsset(await FailAsync(asset, e.Failure, ct), "", false);
        }
        catch (FetchException e) when (!e.IsTransient || retry.IsLastAttempt(context.Job))
        {
            return new PreparedAsset(await FailAsync(asset, new Failure(FailureCodes.SourceUnavailable, e.Message), ct), "", false);
        }
    }

    /// <inheritdoc/>
    public Task FailAsync(Job job, Failure failure, CancellationToken ct) => FailAsync(job.TenantId, job.SubjectId, failure, ct);

    /// <summary>Marks an asset failed, if it still exists.</summary>
    public async Task FailAsync(string tenantId, string assetId, Failure failure, CancellationToken ct)
    {
        if (await assets.FindAsync(tenantId, assetId, ct) is { } asset)
        {
            await FailAsync(asset, failure, ct);
        }
    }

    private async Task<AssetRecord> FailAsync(AssetRecord asset, Failure failure, CancellationToken ct)
    {
        asset = asset with { Status = AssetStatus.Failed, Failure = failure, UpdatedAt = clock.GetUtcNow() };
        await assets.UpdateAsync(asset, ct);
        return asset;
    }

    private async Task<AssetRecord> PrepareDocumentAsync(AssetRecord asset, string path, string mediaType, CancellationToken ct)
    {
        var size = new FileInfo(path).Length;
        if (size > limits.MaxDocumentBytes)
        {
            throw TooLarge("document", size, limits.MaxDocumentBytes);
        }

        await DocumentFormats.ValidateAsync(path, mediaType, ct);
        return asset with
        {
            Status = AssetStatus.Ready,
            FileType = mediaType,
            SizeBytes = size,
            TechnicalMetadataJson = TechnicalMetadata.ToDocumentJson(size, mediaType),
            Hls = ArtefactStatus.None,
            // A page of a PDF could be shown, but nothing here can render one; text has no thumbnail.
            Thumbnail =
                asset.Thumbnail == ArtefactStatus.Pending && mediaType == "application/pdf" ? ArtefactStatus.Error : ArtefactStatus.None,
            UpdatedAt = clock.GetUtcNow(),
        };
    }

    private MediaInfo Check(MediaInfo info)
    {
        if (info.Kind != MediaKind.Image)
        {
            limits.Media?.Check(info);
        }
        else if (info.SizeBytes > limits.MaxImageBytes)
        {
            throw TooLarge("picture", info.SizeBytes, limits.MaxImageBytes);
        }

        return info;
    }

    private static PermanentFailureException TooLarge(string what, long size, long maxBytes) =>
        new(
            new Failure(
                FailureCodes.FileTooLarge,
                $"The {what} has {size >> 20} MB; at most {maxBytes >> 20} MB are taken. Save it smaller and upload it again."
            )
        );

    private AssetRecord ApplyProbe(AssetRecord asset, MediaInfo info)
    {
        if (info.IgnoredStreams.Count > 0)
        {
            LogIgnoredStreams(asset.Id, string.Join(", ", info.IgnoredStreams.Select(stream => stream.Codec).Distinct()));
        }

        return asset with
        {
            Status = AssetStatus.Ready,
            FileType = info.MimeType,
            SizeBytes = info.SizeBytes,
            DurationSec = info.Kind == MediaKind.Image ? null : info.DurationSec,
            Fps =
                info.Kind == MediaKind.Video && info.Video is { AverageFrameRate.IsPositive: true } video
                    ? video.AverageFrameRate.Value
                    : null,
            Width = info.Video?.Width,
            Height = info.Video?.Height,
            TechnicalMetadataJson = TechnicalMetadata.ToJson(info),
            // Where the file cannot have one, the request for a stream or a thumbnail is ignored.
            Hls = asset.Hls == ArtefactStatus.Pending && info.Kind != MediaKind.Image ? ArtefactStatus.Ready : ArtefactStatus.None,
            Thumbnail = asset.Thumbnail == ArtefactStatus.Pending && info.Video is not null ? ArtefactStatus.Ready : ArtefactStatus.None,
            UpdatedAt = clock.GetUtcNow(),
        };
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Streams of asset {AssetId} are ignored, because their codecs are rare: {Codecs}. REELSIGHT_ALLOW_CODECS can allow them."
    )]
    private partial void LogIgnoredStreams(string assetId, string codecs);
}
