using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Entities;

/// <summary>
/// POST /entity-collections/{entity_collection_id}/entities/{entity_id}/assets → 200 with the entity, <c>processing</c> again when it has
/// new images. Every asset must be a ready image; those it has already are no mistake.
/// </summary>
internal static class AddEntityAssets
{
    internal static async Task<IResult> HandleAsync(
        Call call,
        IResourceStore<EntityRecord> entities,
        IAssetStore assets,
        TimeProvider clock
    )
    {
        var entity = await GetEntity.FindAsync(call, entities);
        var body = await call.ReadJsonAsync(EntitiesWireJson.Default.EntityAssetsBody);
        var known = await EntityImages.FindAsync(call, assets, body.AssetIds ?? []);
        var added = known.Check(body.AssetIds);
        var changed = await entities.UpdateAsync(
            call.TenantId,
            entity.Id,
            present =>
                added.All(present.AssetIds.Contains)
                    ? present
                    : present with
                    {
                        AssetIds = [.. present.AssetIds.Union(added, StringComparer.Ordinal)],
                        State = EntityRecord.Processing,
                        Failure = null,
                        UpdatedAt = clock.GetUtcNow(),
                    },
            [NewEntity.CreateJob(entity)],
            call.Cancellation
        ) ?? throw Fail.NotFound("entity", entity.Id);
        return TypedResults.Json(EntityView.From(changed), EntitiesWireJson.Default.EntityView);
    }
}
