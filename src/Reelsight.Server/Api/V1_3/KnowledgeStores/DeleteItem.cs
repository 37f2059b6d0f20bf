using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>
/// DELETE /knowledge-stores/{knowledge_store_id}/items/{item_id} → 204. Work on it stops, it leaves its collections, and searches find it
/// no more; its asset stays.
/// </summary>
internal static class DeleteItem
{
    internal static async Task<IResult> HandleAsync(Call call, IVideoStore videos)
    {
        var (storeId, itemId) = (
            call.GetId("knowledge_store_id", KnowledgeStoreRecord.IdPrefix),
            call.GetId("item_id", ItemRepository.IdPrefix)
        );
        return await videos.DeleteAsync(call.TenantId, storeId, itemId, call.Cancellation)
            ? TypedResults.NoContent()
            : throw Fail.NotFound("item", itemId);
    }
}
