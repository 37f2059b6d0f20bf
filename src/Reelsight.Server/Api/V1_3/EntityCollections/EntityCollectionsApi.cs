using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Reelsight.Server.Api.V1_3.EntityCollections;

/// <summary>Routes of entity collections.</summary>
internal static class EntityCollectionsApi
{
    internal static void MapEntityCollections(this IEndpointRouteBuilder api)
    {
        api.MapGet("/entity-collections", ListEntityCollections.HandleAsync);
        api.MapPost("/entity-collections", CreateEntityCollection.HandleAsync);
        api.MapGet("/entity-collections/{entity_collection_id}", GetEntityCollection.HandleAsync);
        api.MapPatch("/entity-collections/{entity_collection_id}", UpdateEntityCollection.HandleAsync);
        api.MapDelete("/entity-collections/{entity_collection_id}", DeleteEntityCollection.HandleAsync);
    }
}
