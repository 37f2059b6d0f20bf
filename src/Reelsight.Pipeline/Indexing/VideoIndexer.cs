using Reelsight.Core.Errors;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Describing;
using Reelsight.Pipeline.Jobs;
using Reelsight.Pipeline.Telemetry;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Pipeline.Indexing;

/// <summary>
/// Job handler that indexes a video, or an item of a knowledge store, which may be an image: prepares its asset, describes frames and audio
/// side by side, and stores the description for search.
/// The output of each stage is stored under the content hash, so that a restart goes on at the first missing stage, and the same bytes are
/// never described twice, whichever index or asset they belong to.
/// </summary>
public sealed class VideoIndexer(
    IVideoStore videos,
    IIndexStore indexes,
    IAssetStore assets,
    AssetPreparer preparer,
    Describer describer,
    ImageIndexer images,
    PlaybackFiles playback,
    BlobReferences references,
    TenantQuotas quotas,
    IEnumerable<IIndexingEvents> listeners,
    TimeProvider clock
) : IJobHandler
{
    /// <inheritdoc/>
    public string Kind => JobKinds.IndexVideo;

    /// <inheritdoc/>
    public bool IsQuick => false;

    /// <inheritdoc/>
    public bool IsBackground => true;

    /// <summary>Indexes the video.</summary>
    public async Task HandleAsync(JobContext context, CancellationToken ct)
    {
        var (tenantId, videoId) = (context.Job.TenantId, context.Job.SubjectId);
        if (await videos.FindAsync(tenantId, null, videoId, ct) is not { } video)
        {
            return;
        }

        if (video.Status is VideoStatus.Ready or VideoStatus.Failed)
        {
            // It ended before a crash, which may have kept listeners from being notified.
            await NotifyFinishedAsync(video, ct);
            return;
        }
        if (await indexes.FindAsync(tenantId, video.IndexId, ct) is not { } index)
        {
            return;
        }

        if (await assets.FindAsync(tenantId, video.AssetId, ct) is not { } asset)
        {
            throw new PermanentFailureException(
                new Failure(FailureCodes.AssetUnavailable, "The asset was deleted before it was indexed. Upload the file again.")
            );
        }

        var prepared = await PipelineTelemetry.Stages.RunAsync("prepare", () => preparer.PrepareAsync(context, asset, ct));
        asset = prepared.Asset;
        if (asset.Status == AssetStatus.Failed)
        {
            throw new PermanentFailureException(asset.Failure!);
        }

        ThrowIfUnsupported(index, prepared);
        if (video.DurationSec <= 0)
        {
            // Its length was not known when it was let in.
            quotas.CheckIndexedTime(tenantId, asset.DurationSec ?? 0);
        }

        video = video with
        {
            ContentHash = asset.ContentHash,
            DurationSec = asset.DurationSec ?? 0,
            Fps = asset.Fps ?? 0,
            Width = asset.Width ?? 0,
            Height = asset.Height ?? 0,
            SizeBytes = asset.SizeBytes ?? 0,
        };
        if (!await AdvanceAsync(VideoStatus.Queued, IndexingTaskStatus.Queued))
        {
            return;
        }

        if (!await AdvanceAsync(VideoStatus.Indexing, IndexingTaskStatus.Indexing))
        {
            return;
        }

        try
        {
            await DescribeAsync();
        }
        finally
        {
            // It may have been deleted meanwhile; then the output of the stages must not stay behind.
            await references.DeleteIfUnreferencedAsync(tenantId, asset.ContentHash);
        }

        async Task DescribeAsync()
        {
            var wantsAudio = index.Models.Any(m => m.Options.Contains("audio"));
            if (prepared.IsTimed)
            {
                await describer.IndexAsync(context, tenantId, asset.ContentHash!, prepared.Path, wantsAudio, ct);
            }
            else
            {
                await images.IndexAsync(tenantId, asset.ContentHash!, asset.Filename, ct);
            }

            if (video.EnableVideoStream && prepared.IsTimed)
            {
                context.Begin("stream");
                video = video with
                {
                    Hls = await PipelineTelemetry.Stages.RunAsync("stream", () => playback.PrepareAsync(tenantId, asset.ContentHash!, ct))
                        ? ArtefactStatus.Ready
                        : ArtefactStatus.Error,
                };
            }
            video = video with { IndexedAt = clock.GetUtcNow() };
            if (await AdvanceAsync(VideoStatus.Ready, IndexingTaskStatus.Ready))
            {
                await NotifyFinishedAsync(video, ct);
            }
        }

        Task<bool> AdvanceAsync(VideoStatus status, IndexingTaskStatus taskStatus)
        {
            video = video with { Status = status, UpdatedAt = clock.GetUtcNow() };
            return videos.UpdateAsync(video, taskStatus, ct);
        }
    }

    private static void ThrowIfUnsupported(IndexRecord index, PreparedAsset prepared)
    {
        if (!prepared.IsTimed && !index.IsKnowledgeStore)
        {
            throw new PermanentFailureException(
                new Failure(
                    FailureCodes.UnsupportedMediaType,
                    "The file is a still picture or a document; an index holds video and sound. "
                        + "Upload a video or sound file; a picture can be used as a search query."
                )
            );
        }

        if (prepared.Asset.Width is null && index.IsKnowledgeStore)
        {
            throw new PermanentFailureException(
                new Failure(
                    FailureCodes.UnsupportedMediaType,
                    "The file has no picture: it is sound or a document. A knowledge store holds videos and pictures."
                )
            );
        }
    }

    /// <summary>Marks the video and its task failed.</summary>
    public async Task FailAsync(Job job, Failure failure, CancellationToken ct)
    {
        var (tenantId, videoId) = (job.TenantId, job.SubjectId);
        if (await videos.FindAsync(tenantId, null, videoId, ct) is not { } video)
        {
            return;
        }

        video = video with { Status = VideoStatus.Failed, Failure = failure, UpdatedAt = clock.GetUtcNow() };
        await videos.UpdateAsync(video, IndexingTaskStatus.Failed, ct);
        if (await assets.FindAsync(tenantId, video.AssetId, ct) is { Status: AssetStatus.Processing })
        {
            await preparer.FailAsync(tenantId, video.AssetId, failure, ct);
        }

        await NotifyFinishedAsync(video, ct);
    }

    private async Task NotifyFinishedAsync(VideoRecord video, CancellationToken ct)
    {
        foreach (var listener in listeners)
        {
            await listener.VideoFinishedAsync(video, ct);
        }
    }
}
