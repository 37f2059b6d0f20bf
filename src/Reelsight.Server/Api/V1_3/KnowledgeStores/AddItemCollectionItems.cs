using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>
/// POST /knowledge-stores/{knowledge_store_id}/item-collections/{item_collection_id}/items/add → 200 with the collection. Up to 500 ids,
/// each of an item of the store, else nothing is added; those that are members already stay as they are.
/// </summary>
internal static class AddItemCollectionItems
{
    internal static async Task<IResult> HandleAsync(
        Call call,
        ItemCollectionRepository collections,
        ItemRepository items,
        TimeProvider clock
    )
    {
        var ids = (await call.ReadJsonAsync(KnowledgeStoresWireJson.Default.MemberIds)).Validate();
        var collection = await collections.FindAsync(call);
        var known = (await items.AllAsync(call, collection.KnowledgeStoreId, ids)).Select(item => item.Id);
        if (ids.Except(known).ToList() is { Count: > 0 } unknown)
        {
            throw Fail.Invalid(
                $"The parameter item_ids names what is no item of this knowledge store: {string.Join(", ", unknown)}. Nothing was added."
            );
        }

        var changed = await collections.ChangeAsync(call, c =>
            ids.Except(c.ItemIds).Any() ? c with { ItemIds = [.. c.ItemIds.Union(ids)], UpdatedAt = clock.GetUtcNow() } : c
        );
        return await collections.CreateResultAsync(call, changed);
    }
}
