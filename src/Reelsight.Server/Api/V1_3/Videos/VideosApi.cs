using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Reelsight.Server.Api.V1_3.Videos;

/// <summary>Routes of the videos of an index.</summary>
internal static class VideosApi
{
    internal static void MapVideos(this IEndpointRouteBuilder api)
    {
        api.MapGet("/indexes/{index_id}/videos", ListVideos.HandleAsync);
        api.MapGet("/indexes/{index_id}/videos/{video_id}", GetVideo.HandleAsync);
        api.MapPut("/indexes/{index_id}/videos/{video_id}", UpdateVideo.PutAsync);
        api.MapPatch("/indexes/{index_id}/videos/{video_id}", UpdateVideo.PatchAsync);
        api.MapDelete("/indexes/{index_id}/videos/{video_id}", DeleteVideo.HandleAsync);
    }
}
