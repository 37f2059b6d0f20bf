using Reelsight.Media;
using Reelsight.Pipeline;
using Reelsight.Pipeline.Describe;
using Reelsight.Server.Http;
using Reelsight.Server.Indexes;
using Reelsight.Storage;
using Reelsight.Understanding.Facts;

namespace Reelsight.Server.Analyze;

/// <summary>What is known of a video that is to be analyzed, and whose bytes it is about.</summary>
internal sealed record AnalyzedVideo(
    string TenantId,
    string ContentHash,
    IReadOnlyList<Clip> Clips,
    double DurationSec,
    VideoTimeline Timeline
)
{
    internal static AnalyzedVideo Of(string tenantId, string contentHash, Described described, double durationSec, CancellationToken ct) =>
        new(tenantId, contentHash, described.Clips, durationSec, VideoTimeline.Of(described, durationSec, ct));
}

/// <summary>Finds what is known of a video: of an indexed one as it stands, of any other by describing it, once.</summary>
internal sealed class AnalyzedVideos(
    IVideoStore videos,
    IIndexStore indexes,
    Timelines timelines,
    Describer describer,
    SyncTurn turn,
    ServerSettings settings
)
{
    private const double ShortestSec = 4,
        LongestSyncSec = 3600,
        LongestAsyncSec = 7200;

    /// <summary>
    /// An indexed video: 404 when there is none, 400 while it is not ready or when its index was made without the analyst.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="videoId">The video.</param>
    /// <param name="begin">Called when nothing can be wrong any more, before the work that may take a while.</param>
    internal async Task<AnalyzedVideo> OfIndexAsync(Call call, string? videoId, Func<Task>? begin = null)
    {
        if (string.IsNullOrEmpty(videoId))
        {
            throw Fail.Missing("video_id");
        }

        var video = await videos.FindAsync(call.TenantId, null, Identifiers.Check("video_id", videoId), call.Cancelled)
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

        CheckLength(video.DurationSec, LongestSyncSec);
        if (begin is not null && await timelines.HasAsync(call.TenantId, video.ContentHash, call.Cancelled))
        {
            await begin();
        }

        return await timelines.FindAsync(call.TenantId, video.ContentHash, video.DurationSec, call.Cancelled)
            ?? throw Fail.Refused(ErrorCodes.VideoNotReady, $"The video {video.Id} has not been described. Index it again.");
    }

    /// <summary>Media that was opened for a request; errors name the parameter.</summary>
    internal async Task<AnalyzedVideo> OfMediaAsync(Call call, OpenMedia media)
    {
        var context = JobContext.WithoutQueue(call.TenantId, media.ContentHash);
        try
        {
            return await turn.TakeAsync(() => DescribeAsync(context, media, LongestSyncSec, call.Cancelled), call.Cancelled);
        }
        catch (PermanentFailureException e)
        {
            throw Fail.Refused(e.Failure.Code, $"The parameter video: {e.Failure.Message}");
        }
    }

    /// <summary>Media that was opened for a task.</summary>
    /// <exception cref="PermanentFailureException">It cannot be analyzed.</exception>
    internal Task<AnalyzedVideo> OfTaskAsync(JobContext context, OpenMedia media, CancellationToken ct) =>
        DescribeAsync(context, media, LongestAsyncSec, ct);

    private async Task<AnalyzedVideo> DescribeAsync(JobContext context, OpenMedia media, double longestSec, CancellationToken ct)
    {
        if (media.Info.Kind == MediaKind.Image)
        {
            throw new PermanentFailureException(
                new Failure(FailureCodes.UnsupportedMediaType, "The file is a still picture; a video is needed.")
            );
        }

        try
        {
            CheckLength(media.Info.DurationSec, longestSec);
        }
        catch (ApiException e)
        {
            throw new PermanentFailureException(new Failure(e.Code, e.Message), e);
        }
        var found = await describer.DescribeAsync(context, context.Job.TenantId, media.ContentHash, media.Path, withSound: true, ct);
        return AnalyzedVideo.Of(context.Job.TenantId, media.ContentHash, found, media.Info.DurationSec, ct);
    }

    private void CheckLength(double sec, double longestSec)
    {
        if (settings.MediaLimits == MediaLimitsProfile.None)
        {
            return;
        }

        if (sec < ShortestSec)
        {
            throw Fail.Refused(
                MediaErrorCodes.DurationTooShort,
                $"The video is {sec:0.#} seconds long; at least {ShortestSec} are needed."
            );
        }

        if (sec > longestSec)
        {
            throw Fail.Refused(
                MediaErrorCodes.DurationTooLong,
                $"The video is {sec:0} seconds long; at most {longestSec} can be analyzed this way."
            );
        }
    }
}
