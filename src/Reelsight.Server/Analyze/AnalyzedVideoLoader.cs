using Reelsight.Core.Errors;
using Reelsight.Media.Probe;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Describing;
using Reelsight.Pipeline.Jobs;
using Reelsight.Server.Api.V1_3.Indexes;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Settings;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Analyze;

/// <summary>Finds what is known of a video: of an indexed one as it stands, of any other by describing it, once.</summary>
internal sealed class AnalyzedVideoLoader(
    IVideoStore videos,
    IIndexStore indexes,
    TimelineCache timelines,
    Describer describer,
    SynchronousMediaGate turn,
    ServerSettings settings
)
{
    private const double MinDurationSec = 4,
        MaxSyncDurationSec = 3600,
        MaxAsyncDurationSec = 7200;

    /// <summary>
    /// An indexed video: 404 when there is none, 400 while it is not ready or when its index was made without the analyst.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="videoId">The video.</param>
    /// <param name="begin">Called when nothing can be wrong any more, before the work that may take a while.</param>
    internal async Task<AnalyzedVideo> LoadIndexedAsync(Call call, string? videoId, Func<Task>? begin = null)
    {
        if (string.IsNullOrEmpty(videoId))
        {
            throw Fail.Missing("video_id");
        }

        var video = await videos.FindAsync(call.TenantId, null, Identifiers.Check("video_id", videoId), call.Cancellation)
            ?? throw Fail.NotFound("video", videoId);
        var index = await GetIndex.FindAsync(call, indexes, video.IndexId);
        if (!index.Models.Any(m => m.Name == ModelRoles.Analyst))
        {
            throw Fail.Refused(
                ErrorCodes.IndexNotSupportedForGenerate,
                $"The index {index.Id} was created without {ModelRoles.Analyst}, so its videos cannot be analyzed by video_id."
            );
        }

        if (video.Status != VideoStatus.Ready || video.ContentHash is null)
        {
            throw Fail.Refused(
                ErrorCodes.VideoNotReady,
                video.Status == VideoStatus.Failed
                    ? $"The video {video.Id} could not be indexed: {video.Failure?.Message}"
                    : $"The video {video.Id} is still being indexed. Wait until its task is ready."
            );
        }

        ValidateDuration(video.DurationSec, MaxSyncDurationSec);
        if (begin is not null && await timelines.ContainsAsync(call.TenantId, video.ContentHash, call.Cancellation))
        {
            await begin();
        }

        return await timelines.FindAsync(call.TenantId, video.ContentHash, video.DurationSec, call.Cancellation)
            ?? throw Fail.Refused(ErrorCodes.VideoNotReady, $"The video {video.Id} has not been described. Index it again.");
    }

    /// <summary>Media that was opened for a request; errors name the parameter.</summary>
    internal async Task<AnalyzedVideo> LoadMediaAsync(Call call, MediaHandle media)
    {
        try
        {
            return await turn.RunAsync(
                () => DescribeAsync(NoProgress.Instance, call.TenantId, media, MaxSyncDurationSec, call.Cancellation),
                call.Cancellation
            );
        }
        catch (PermanentFailureException e)
        {
            throw Fail.Refused(e.Failure.Code, $"The parameter video: {e.Failure.Message}");
        }
    }

    /// <summary>Media that was opened for a task.</summary>
    /// <exception cref="PermanentFailureException">It cannot be analyzed.</exception>
    internal Task<AnalyzedVideo> LoadForTaskAsync(JobContext context, MediaHandle media, CancellationToken ct) =>
        DescribeAsync(context, context.Job.TenantId, media, MaxAsyncDurationSec, ct);

    private async Task<AnalyzedVideo> DescribeAsync(
        IStageProgress progress,
        string tenantId,
        MediaHandle media,
        double maxSec,
        CancellationToken ct
    )
    {
        if (media.Info.Kind == MediaKind.Image)
        {
            throw new PermanentFailureException(
                new Failure(FailureCodes.UnsupportedMediaType, "The file is a still picture; a video is needed.")
            );
        }

        try
        {
            ValidateDuration(media.Info.DurationSec, maxSec);
        }
        catch (ApiException e)
        {
            throw new PermanentFailureException(new Failure(e.Code, e.Message), e);
        }
        var found = await describer.DescribeAsync(progress, tenantId, media.ContentHash, media.Path, withAudio: true, ct);
        return AnalyzedVideo.Create(tenantId, media.ContentHash, found, media.Info.DurationSec, ct);
    }

    private void ValidateDuration(double sec, double maxSec)
    {
        if (settings.MediaLimits == MediaLimitsProfile.None)
        {
            return;
        }

        if (sec < MinDurationSec)
        {
            throw Fail.Refused(
                FailureCodes.DurationTooShort,
                $"The video is {sec:0.#} seconds long; at least {MinDurationSec} are needed."
            );
        }

        if (sec > maxSec)
        {
            throw Fail.Refused(
                FailureCodes.DurationTooLong,
                $"The video is {sec:0} seconds long; at most {maxSec} can be analyzed this way."
            );
        }
    }
}
