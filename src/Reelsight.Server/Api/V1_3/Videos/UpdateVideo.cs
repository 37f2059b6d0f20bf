using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Videos;

/// <summary>
/// PUT /indexes/{index_id}/videos/{video_id} → 200 without a body; sets the title, changes user metadata key by key. PATCH of the same →
/// 204; user metadata only by contract, but a title is welcome. A key with null is deleted, a key that is not named stays. The file's name
/// never changes.
/// </summary>
internal static class UpdateVideo
{
    internal sealed record Body(string? VideoTitle, JsonElement? UserMetadata);

    internal static async Task<IResult> PutAsync(Call call, IVideoStore videos, TimeProvider clock)
    {
        await UpdateAsync(call, videos, clock);
        return TypedResults.Ok();
    }

    internal static async Task<IResult> PatchAsync(Call call, IVideoStore videos, TimeProvider clock)
    {
        await UpdateAsync(call, videos, clock);
        return TypedResults.NoContent();
    }

    private static async Task UpdateAsync(Call call, IVideoStore videos, TimeProvider clock)
    {
        var body = await call.ReadJsonAsync(VideosWireJson.Default.UpdateVideoBody);
        var (indexId, videoId) = (call.GetId("index_id"), call.GetId("video_id"));
        Func<string?, string?>? metadata = body.UserMetadata is { } change
            ? stored => UserMetadataObject.Merge(stored, change) ?? "{}"
            : null;
        if (
            !await videos.UpdateMetadataAsync(
                call.TenantId,
                indexId,
                videoId,
                body.VideoTitle,
                metadata,
                clock.GetUtcNow(),
                call.Cancellation
            )
        )
        {
            throw Fail.NotFound("video", videoId);
        }
    }
}
