using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Videos;

/// <summary>
/// GET /indexes/{index_id}/videos/{video_id} → 200 with the video, ready or not, and the details asked for (<see cref="VideoDetails"/>).
/// </summary>
internal static class GetVideo
{
    internal static async Task<IResult> HandleAsync(Call call, VideoDetails details) =>
        TypedResults.Json((await details.ReadAsync(call)).View, VideosWireJson.Default.VideoView);

    /// <summary>The video an operation is about, by <c>index_id</c> and <c>video_id</c> of the path.</summary>
    /// <exception cref="ApiException">404: the index has no such video.</exception>
    internal static async Task<VideoRecord> FindAsync(Call call, IVideoStore videos)
    {
        var (indexId, videoId) = (call.GetId("index_id"), call.GetId("video_id"));
        return await videos.FindAsync(call.TenantId, indexId, videoId, call.Cancellation) ?? throw Fail.NotFound("video", videoId);
    }
}
