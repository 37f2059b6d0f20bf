using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.EntityCollections;

/// <summary>DELETE /entity-collections/{entity_collection_id} → 204. Its entities go with it; their assets stay.</summary>
internal static class DeleteEntityCollection
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<EntityCollectionRecord> collections)
    {
        var id = call.GetId("entity_collection_id");
        return await collections.DeleteAsync(call.TenantId, id, null, call.Cancellation)
            ? TypedResults.NoContent()
            : throw Fail.NotFound("entity collection", id);
    }
}
