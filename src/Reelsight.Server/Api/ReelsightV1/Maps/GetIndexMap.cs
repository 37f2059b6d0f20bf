using Microsoft.AspNetCore.Http;
using Reelsight.Search.Maps;
using Reelsight.Server.Api.V1_3.Indexes;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Media;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Http.Responses;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Maps;

/// <summary>
/// GET /reelsight/v1/indexes/{index_id}/map → 200 with the clips or videos of an index in two dimensions. While it is made the state is
/// <c>building</c>, and what is there already comes along: ask again. It is kept until the index's videos change.
/// </summary>
internal static class GetIndexMap
{
    internal static async Task<IResult> HandleAsync(Call call, IIndexStore indexes, IndexMapCache maps, SignedMediaUrls links)
    {
        var view = call.Query.GetChoice("view", MapView.NeighboursView, MapView.NeighboursView, MapView.PcaView);
        var unit = call.Query.GetChoice("unit", "clip", "clip", "video");
        var index = await GetIndex.FindAsync(call, indexes, call.GetId("index_id"));
        var state = await maps.FindAsync(call.TenantId, index.Id, unit == "video" ? MapUnit.Video : MapUnit.Clip, call.Cancellation)
            ?? throw Fail.NotFound("index", index.Id);
        var pictures = index.Addons.Contains("thumbnail");
        return new GzipJsonResult<MapView>(
            MapView.From(state, view, unit, video => pictures ? links.GetImageUrl(call, video.ContentHash, "") : null),
            MapsWireJson.Default.MapView
        );
    }
}
