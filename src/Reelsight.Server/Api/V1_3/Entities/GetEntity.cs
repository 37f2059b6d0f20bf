using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Entities;

/// <summary>GET /entity-collections/{entity_collection_id}/entities/{entity_id} → 200 with the entity.</summary>
internal static class GetEntity
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<EntityRecord> entities) =>
        TypedResults.Json(EntityView.From(await FindAsync(call, entities)), EntitiesWireJson.Default.EntityView);

    /// <summary>The entity that the path names.</summary>
    /// <exception cref="ApiException">404: the collection has no such entity.</exception>
    internal static async Task<EntityRecord> FindAsync(Call call, IResourceStore<EntityRecord> entities)
    {
        var (collectionId, id) = (call.GetId("entity_collection_id"), call.GetId("entity_id"));
        var entity = await entities.FindAsync(call.TenantId, id, call.Cancellation);
        return entity?.CollectionId == collectionId ? entity : throw Fail.NotFound("entity", id);
    }
}
