using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http;
using Reelsight.Storage;

namespace Reelsight.Server.KnowledgeStoreItems;

/// <summary>
/// DELETE /knowledge-stores/{knowledge_store_id}/items/{item_id} → 204. Work on it stops, it leaves its collections, and searches find it
/// no more; its asset stays.
/// </summary>
internal static class DeleteItem
{
    internal static async Task<IResult> HandleAsync(Call call, IVideoStore videos)
    {
        var (storeId, itemId) = (call.Id("knowledge_store_id", KnowledgeStoreRecord.IdPrefix), call.Id("item_id", Items.IdPrefix));
        return await videos.DeleteAsync(call.TenantId, storeId, itemId, call.Cancelled)
            ? TypedResults.NoContent()
            : throw Fail.NotFound("item", itemId);
    }
}
