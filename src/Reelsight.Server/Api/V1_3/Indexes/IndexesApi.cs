using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

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
}
