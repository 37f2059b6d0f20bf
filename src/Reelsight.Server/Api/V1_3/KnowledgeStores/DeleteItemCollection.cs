using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>
/// DELETE /knowledge-stores/{knowledge_store_id}/item-collections/{item_collection_id} → 204. Its items stay in the store.
/// </summary>
internal static class DeleteItemCollection
{
    internal static async Task<IResult> HandleAsync(
        Call call,
        IResourceStore<ItemCollectionRecord> records,
        ItemCollectionRepository collections
    )
    {
        var collection = await collections.FindAsync(call);
        return await records.DeleteAsync(call.TenantId, collection.Id, null, call.Cancellation)
            ? TypedResults.NoContent()
            : throw Fail.NotFound("item collection", collection.Id);
    }
}
