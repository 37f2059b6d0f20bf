using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>
/// GET /knowledge-stores/{knowledge_store_id}/item-collections/{item_collection_id}/items → 200 with a page of its items, newest first by
/// default.
/// </summary>
internal static class ListItemCollectionItems
{
    internal static async Task<IResult> HandleAsync(Call call, ItemCollectionRepository collections, ItemRepository items)
    {
        var window = call.GetPageWindow();
        var sort = call.GetSortOrder();
        var collection = await collections.FindAsync(call);
        var page = await items.PageAsync(call, collection.KnowledgeStoreId, new VideoFilter { Ids = collection.ItemIds }, sort, window);
        return TypedResults.Json(page, KnowledgeStoresWireJson.Default.ListOfItemView);
    }
}
