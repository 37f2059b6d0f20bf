using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Reelsight.Server.Api.ReelsightV1.Maps;

/// <summary>The route of maps: an operation of our own.</summary>
internal static class MapsApi
{
    internal static void MapMaps(this IEndpointRouteBuilder api) => api.MapGet("/indexes/{index_id}/map", GetIndexMap.HandleAsync);
}
