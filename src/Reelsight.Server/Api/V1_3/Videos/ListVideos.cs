using Microsoft.AspNetCore.Http;
using Reelsight.Server.Api.V1_3.Indexes;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Media;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Videos;

/// <summary>
/// GET /indexes/{index_id}/videos → 200 with a page of the ready videos, newest first by default. Filters: <see cref="VideoConditions"/>;
/// all must hold.
/// </summary>
internal static class ListVideos
{
    internal static async Task<IResult> HandleAsync(Call call, IIndexStore indexes, IVideoStore videos, SignedMediaUrls links)
    {
        var indexId = call.GetId("index_id");
        var window = call.GetPageWindow();
        var filter = VideoConditions.Read(call.Query);
        await GetIndex.FindAsync(call, indexes, indexId);
        var page = await videos.ListAsync(call.TenantId, indexId, filter, call.GetSortOrder(), window, call.Cancellation);
        return TypedResults.Json(ListOf.From(page, window, v => VideoView.From(v, call, links)), VideosWireJson.Default.ListOfVideoView);
    }
}
