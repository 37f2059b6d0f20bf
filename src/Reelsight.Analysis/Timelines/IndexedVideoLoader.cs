using Reelsight.Analysis.Contract;
using Reelsight.Core.Errors;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Analysis.Timelines;

/// <summary>Loads videos of indexes that were created for analysis.</summary>
/// <param name="videos">Holds the videos.</param>
/// <param name="indexes">Holds their indexes.</param>
/// <param name="timelines">Builds and keeps the timelines.</param>
/// <param name="durations">Limits the durations.</param>
public sealed class IndexedVideoLoader(IVideoStore videos, IIndexStore indexes, TimelineCache timelines, VideoDurationLimits durations)
{
    /// <summary>Loads a video.</summary>
    /// <param name="tenantId">The owner.</param>
    /// <param name="videoId">The video.</param>
    /// <param name="onValid">Called once no error can occur any more, before the timeline is built, which may take a while.</param>
    /// <param name="ct">Cancellation.</param>
    /// <exception cref="DomainException">There is no such video, it is not ready, or its index was created without the model.</exception>
    public async Task<AnalyzedVideo> LoadAsync(string tenantId, string videoId, Func<Task>? onValid, CancellationToken ct)
    {
        var video = await videos.FindAsync(tenantId, null, videoId, ct) ?? throw DomainErrors.NotFound("video", videoId);
        var index = await indexes.FindAsync(tenantId, video.IndexId, ct) ?? throw DomainErrors.NotFound("index", video.IndexId);
        if (!index.Models.Any(m => m.Name == AnalysisModels.Pegasus12))
        {
            throw Refuse(
                AnalysisFailureCodes.IndexNotSupported,
                $"The index {index.Id} was created without {AnalysisModels.Pegasus12}, so its videos cannot be analyzed by video_id."
            );
        }

        if (video.Status != VideoStatus.Ready || video.ContentHash is null)
        {
            throw Refuse(
                FailureCodes.VideoNotReady,
                video.Status == VideoStatus.Failed
                    ? $"The video {video.Id} could not be indexed: {video.Failure?.Message}"
                    : $"The video {video.Id} is still being indexed. Wait until its task is ready."
            );
        }

        durations.CheckSynchronous(video.DurationSec);
        if (onValid is not null && await timelines.ContainsAsync(tenantId, video.ContentHash, ct))
        {
            await onValid();
        }

        return await timelines.FindAsync(tenantId, video.ContentHash, video.DurationSec, ct)
            ?? throw Refuse(FailureCodes.VideoNotReady, $"The video {video.Id} has not been described. Index it again.");
    }

    private static DomainException Refuse(string code, string message) => new(DomainErrorKind.Invalid, new Failure(code, message));
}
