using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Reelsight.Server.Api.V1_3.Videos;

namespace Reelsight.Server.Api.V1_3.IndexedAssets;

/// <summary>
/// Routes of the assets of an index. A video and an indexed asset are one record, so changing and deleting are the video's.
/// </summary>
internal static class IndexedAssetsApi
{
    internal static void MapIndexedAssets(this IEndpointRouteBuilder api)
    {
        api.MapPost("/indexes/{index_id}/indexed-assets", CreateIndexedAsset.HandleAsync);
        api.MapGet("/indexes/{index_id}/indexed-assets", ListIndexedAssets.HandleAsync);
        api.MapGet("/indexes/{index_id}/indexed-assets/{video_id}", GetIndexedAsset.HandleAsync);
        api.MapPatch("/indexes/{index_id}/indexed-assets/{video_id}", UpdateVideo.PatchAsync);
        api.MapDelete("/indexes/{index_id}/indexed-assets/{video_id}", DeleteVideo.HandleAsync);
    }
}
