using Microsoft.AspNetCore.Http;
using Reelsight.Server.Api.V1_3.Videos;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Queue;

namespace Reelsight.Server.Api.V1_3.IndexedAssets;

/// <summary>
/// GET /indexes/{index_id}/indexed-assets/{video_id} → 200: <c>pending → queued → indexing → ready | failed</c>, with embeddings and
/// transcription as for a video.
/// </summary>
internal static class GetIndexedAsset
{
    internal static async Task<IResult> HandleAsync(Call call, VideoDetails details, IJobQueue queue)
    {
        var (video, view) = await details.ReadAsync(call);
        return TypedResults.Json(
            IndexedAssetView.From(video, view) with
            {
                Progress = await IndexedAssetView.GetProgressAsync(video, queue, call.Cancellation),
            },
            IndexedAssetsWireJson.Default.IndexedAssetView
        );
    }
}
