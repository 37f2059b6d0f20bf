using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Videos;

/// <summary>DELETE /indexes/{index_id}/videos/{video_id} → 204. Work on it stops; its asset stays and can be indexed again.</summary>
internal static class DeleteVideo
{
    internal static async Task<IResult> HandleAsync(Call call, IVideoStore videos)
    {
        var (indexId, videoId) = (call.GetId("index_id"), call.GetId("video_id"));
        return await videos.DeleteAsync(call.TenantId, indexId, videoId, call.Cancellation)
            ? TypedResults.NoContent()
            : throw Fail.NotFound("video", videoId);
    }
}
