using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>
/// POST /knowledge-stores/{knowledge_store_id}/item-collections/{item_collection_id}/items/remove → 204. Up to 500 ids; those that are no
/// members are passed over. The items stay in the store.
/// </summary>
internal static class RemoveItemCollectionItems
{
    internal static async Task<IResult> HandleAsync(Call call, ItemCollectionRepository collections, TimeProvider clock)
    {
        var ids = (await call.ReadJsonAsync(KnowledgeStoresWireJson.Default.MemberIds)).Validate();
        await collections.ChangeAsync(call, c =>
            c.ItemIds.Intersect(ids).Any() ? c with { ItemIds = [.. c.ItemIds.Except(ids)], UpdatedAt = clock.GetUtcNow() } : c
        );
        return TypedResults.NoContent();
    }
}
