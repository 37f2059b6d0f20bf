using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>
/// GET /knowledge-stores/{knowledge_store_id}/item-collections → 200 with a page, newest first by default; sorts by name too.
/// </summary>
internal static class ListItemCollections
{
    internal static async Task<IResult> HandleAsync(
        Call call,
        IResourceStore<KnowledgeStoreRecord> stores,
        IResourceStore<ItemCollectionRecord> records,
        ItemCollectionRepository collections
    )
    {
        var window = call.GetPageWindow();
        var sort = call.GetSortOrder(allowName: true);
        var store = await GetKnowledgeStore.FindAsync(call, stores);
        var page = await records.ListAsync(call.TenantId, new ResourceFilter { ParentId = store.Id }, sort, window, call.Cancellation);
        var views = new List<ItemCollectionView>();
        foreach (var collection in page.Rows)
        {
            views.Add(await collections.ToViewAsync(call, collection));
        }

        return TypedResults.Json(
            ListOf.From(new Page<ItemCollectionView>(views, page.Total), window, view => view),
            KnowledgeStoresWireJson.Default.ListOfItemCollectionView
        );
    }
}
