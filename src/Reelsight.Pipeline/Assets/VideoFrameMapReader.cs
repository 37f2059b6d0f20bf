using Reelsight.Core.Errors;
using Reelsight.Core.Time;
using Reelsight.Media.Tools;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Pipeline.Assets;

/// <summary>Reads indexed videos together with their frames by number.</summary>
public sealed class VideoFrameMapReader(IVideoStore videos, FrameMapCache maps)
{
    /// <summary>A ready video and its frames.</summary>
    /// <param name="tenantId">The owner.</param>
    /// <param name="indexId">The index that it must be in; null for any.</param>
    /// <param name="videoId">Which video.</param>
    /// <param name="ct">Cancellation.</param>
    /// <exception cref="DomainException">There is no such video, it is not indexed yet, or its file cannot be read.</exception>
    public async Task<(VideoRecord Video, FrameMap Map)> FindAsync(string tenantId, string? indexId, string videoId, CancellationToken ct)
    {
        var video = await videos.FindAsync(tenantId, indexId, videoId, ct) ?? throw DomainErrors.NotFound("video", videoId);
        if (video is not { Status: VideoStatus.Ready, ContentHash: { } hash })
        {
            throw CreateNotReady(videoId, "is not indexed yet. Wait until its task is ready.");
        }

        try
        {
            return (video, await maps.FindAsync(tenantId, hash, ct) ?? throw DomainErrors.NotFound("video", videoId));
        }
        catch (Exception e) when (e is MediaException or MediaToolException)
        {
            throw CreateNotReady(videoId, $"has no frames that can be read: {e.Message}");
        }
    }

    private static DomainException CreateNotReady(string videoId, string why) =>
        new(DomainErrorKind.Invalid, new Failure(FailureCodes.VideoNotReady, $"The video {videoId} {why}"));
}
