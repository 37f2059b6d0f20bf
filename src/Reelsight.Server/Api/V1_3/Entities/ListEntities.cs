using Microsoft.AspNetCore.Http;
using Reelsight.Server.Api.V1_3.EntityCollections;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Entities;

/// <summary>
/// GET /entity-collections/{entity_collection_id}/entities → 200 with a page of the collection's entities, newest first by default.
/// Filters: <c>status</c> and exact name. Sorted by time or name.
/// </summary>
internal static class ListEntities
{
    internal static async Task<IResult> HandleAsync(
        Call call,
        IResourceStore<EntityCollectionRecord> collections,
        IResourceStore<EntityRecord> entities
    )
    {
        var collection = await GetEntityCollection.FindAsync(call, collections);
        return await PageAsync(call, entities, collection.Id);
    }

    /// <summary>A page of one collection's entities, or of all entities.</summary>
    internal static async Task<IResult> PageAsync(Call call, IResourceStore<EntityRecord> entities, string? collectionId)
    {
        var window = call.GetPageWindow();
        var states = call.Query.GetChoices("status", EntityRecord.Processing, EntityRecord.Ready);
        var filter = new ResourceFilter
        {
            ParentId = collectionId,
            Name = call.Query.GetText("name"),
            States = states.Count == 0 ? null : states,
        };
        var page = await entities.ListAsync(call.TenantId, filter, call.GetSortOrder(allowName: true), window, call.Cancellation);
        return TypedResults.Json(ListOf.From(page, window, EntityView.From), EntitiesWireJson.Default.ListOfEntityView);
    }
}
