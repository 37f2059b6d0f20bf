using Microsoft.AspNetCore.Http;
using Reelsight.Core;
using Reelsight.Core.Errors;
using Reelsight.Server.Api.V1_3.EntityCollections;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Entities;

/// <summary>
/// POST /entity-collections/{entity_collection_id}/entities → 201 with the entity, <c>processing</c> until its images have been looked at.
/// Name and at least one asset are required; every asset must be a ready image.
/// </summary>
internal static class CreateEntity
{
    internal static async Task<IResult> HandleAsync(
        Call call,
        IResourceStore<EntityCollectionRecord> collections,
        IResourceStore<EntityRecord> entities,
        IAssetStore assets,
        IdGenerator ids,
        TimeProvider clock
    )
    {
        var collection = await GetEntityCollection.FindAsync(call, collections);
        var body = await call.ReadJsonAsync(EntitiesWireJson.Default.NewEntity);
        var known = await EntityImages.FindAsync(call, assets, body.AssetIds ?? []);
        var entity = body.ToRecord(call, collection.Id, known, ids, clock.GetUtcNow());
        try
        {
            await entities.AddAsync([entity], [NewEntity.CreateJob(entity)], call.Cancellation);
        }
        catch (ParentMissingException)
        {
            throw Fail.NotFound("entity collection", collection.Id);
        }
        return TypedResults.Json(EntityView.From(entity), EntitiesWireJson.Default.EntityView, statusCode: StatusCodes.Status201Created);
    }
}
