using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Reelsight.Server.Api.V1_3.Entities;

/// <summary>Routes of entities.</summary>
internal static class EntitiesApi
{
    internal static void MapEntities(this IEndpointRouteBuilder api)
    {
        const string Entities = "/entity-collections/{entity_collection_id}/entities";
        api.MapGet("/entities", ListAllEntities.HandleAsync);
        api.MapGet(Entities, ListEntities.HandleAsync);
        api.MapPost(Entities, CreateEntity.HandleAsync);
        api.MapPost(Entities + "/bulk", CreateEntities.HandleAsync);
        api.MapGet(Entities + "/{entity_id}", GetEntity.HandleAsync);
        api.MapPatch(Entities + "/{entity_id}", UpdateEntity.HandleAsync);
        api.MapDelete(Entities + "/{entity_id}", DeleteEntity.HandleAsync);
        api.MapPost(Entities + "/{entity_id}/assets", AddEntityAssets.HandleAsync);
        api.MapDelete(Entities + "/{entity_id}/assets", RemoveEntityAssets.HandleAsync);
    }
}
