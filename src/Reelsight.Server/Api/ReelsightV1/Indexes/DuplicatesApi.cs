using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Reelsight.Server.Api.ReelsightV1.Indexes;

/// <summary>Routes of duplicates in an index.</summary>
internal static class DuplicatesApi
{
    internal static void MapDuplicates(this IEndpointRouteBuilder api) =>
        api.MapGet("/indexes/{index_id}/duplicates", ListDuplicates.HandleAsync);
}
