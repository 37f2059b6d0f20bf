using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>
/// GET /knowledge-stores/{knowledge_store_id}/items → 200 with a page, newest first by default. Filter: states, repeatable.
/// </summary>
internal static class ListItems
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<KnowledgeStoreRecord> stores, ItemRepository items)
    {
        var window = call.GetPageWindow();
        var states = call.Query.GetChoices("status", ItemStates.Names);
        var store = await GetKnowledgeStore.FindAsync(call, stores);
        var filter = new VideoFilter { Statuses = states.Count == 0 ? null : [.. states.Select(ItemStates.Parse)] };
        return TypedResults.Json(
            await items.PageAsync(call, store.Id, filter, call.GetSortOrder(), window),
            KnowledgeStoresWireJson.Default.ListOfItemView
        );
    }
}
