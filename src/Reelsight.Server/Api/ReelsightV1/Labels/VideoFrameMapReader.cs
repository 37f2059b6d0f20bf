using Microsoft.AspNetCore.Http;
using Reelsight.Core.Errors;
using Reelsight.Core.Time;
using Reelsight.Pipeline.Assets;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>Videos as labelling needs them: indexed, with the frames by number.</summary>
internal sealed class VideoFrameMapReader(IVideoStore videos, FrameMapCache maps)
{
    /// <summary>A ready video and its frames: 404 when there is none (in the index), 400 while it is not indexed.</summary>
    internal async Task<(VideoRecord Video, FrameMap Map)> FindAsync(string tenantId, string? indexId, string videoId, CancellationToken ct)
    {
        var video = await videos.FindAsync(tenantId, indexId, Identifiers.Check("video_id", videoId), ct)
            ?? throw Fail.NotFound("video", videoId);
        if (video is not { Status: VideoStatus.Ready, ContentHash: { } hash })
        {
            throw NotReady(videoId, "is not indexed yet. Wait until its task is ready.");
        }

        try
        {
            return (video, await maps.FindAsync(tenantId, hash, ct) ?? throw Fail.NotFound("video", videoId));
        }
        catch (MediaException e)
        {
            throw NotReady(videoId, $"has no frames that can be read: {e.Sentence}");
        }
    }

    private static ApiException NotReady(string videoId, string why) =>
        Fail.Refused(ErrorCodes.VideoNotReady, $"The video {videoId} {why}");
}
