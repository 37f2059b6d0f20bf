using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http;
using Reelsight.Server.KnowledgeStores;
using Reelsight.Server.Wire;
using Reelsight.Storage;

namespace Reelsight.Server.KnowledgeStoreItems;

/// <summary>
/// GET /knowledge-stores/{knowledge_store_id}/items → 200 with a page, newest first unless told. Filter: states, repeatable.
/// </summary>
internal static class ListItems
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<KnowledgeStoreRecord> stores, Items items)
    {
        var window = call.Window();
        var states = call.Query.Choices("status", ItemStates.Names);
        var store = await GetKnowledgeStore.FindAsync(call, stores);
        var filter = new VideoFilter { Statuses = states.Count == 0 ? null : [.. states.Select(ItemStates.Of)] };
        return TypedResults.Json(await items.PageAsync(call, store.Id, filter, call.Sort(), window), WireJson.Default.ListOfItemView);
    }
}
