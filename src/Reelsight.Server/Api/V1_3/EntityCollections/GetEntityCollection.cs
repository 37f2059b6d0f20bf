using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.EntityCollections;

/// <summary>GET /entity-collections/{entity_collection_id} → 200 with the collection.</summary>
internal static class GetEntityCollection
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<EntityCollectionRecord> collections) =>
        TypedResults.Json(
            EntityCollectionView.From(await FindAsync(call, collections)),
            EntityCollectionsWireJson.Default.EntityCollectionView
        );

    /// <summary>The collection that the path names.</summary>
    /// <exception cref="ApiException">404: the tenant has no such collection.</exception>
    internal static async Task<EntityCollectionRecord> FindAsync(Call call, IResourceStore<EntityCollectionRecord> collections)
    {
        var id = call.GetId("entity_collection_id");
        return await collections.FindAsync(call.TenantId, id, call.Cancellation) ?? throw Fail.NotFound("entity collection", id);
    }
}
