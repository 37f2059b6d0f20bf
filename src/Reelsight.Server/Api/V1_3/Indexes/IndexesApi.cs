using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Reelsight.Server.Api.ReelsightV1.Indexes;

namespace Reelsight.Server.Api.V1_3.Indexes;

/// <summary>Routes of indexes.</summary>
internal static class IndexesApi
{
    internal static void MapIndexes(this IEndpointRouteBuilder api)
    {
        api.MapPost("/indexes", CreateIndex.HandleAsync);
        api.MapGet("/indexes", ListIndexes.HandleAsync);
        api.MapGet("/indexes/{index_id}", GetIndex.HandleAsync);
        api.MapPut("/indexes/{index_id}", UpdateIndex.HandleAsync);
        api.MapDelete("/indexes/{index_id}", DeleteIndex.HandleAsync);
    }

    /// <summary>What indexes tell beyond the v1.3 contract.</summary>
    internal static void MapDuplicates(this IEndpointRouteBuilder api) =>
        api.MapGet("/indexes/{index_id}/duplicates", ListDuplicates.HandleAsync);
}
