using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Entities;

/// <summary>DELETE /entity-collections/{entity_collection_id}/entities/{entity_id} → 204. Its assets stay.</summary>
internal static class DeleteEntity
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<EntityRecord> entities)
    {
        var entity = await GetEntity.FindAsync(call, entities);
        return await entities.DeleteAsync(call.TenantId, entity.Id, null, call.Cancellation)
            ? TypedResults.NoContent()
            : throw Fail.NotFound("entity", entity.Id);
    }
}
