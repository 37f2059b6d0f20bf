using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>
/// DELETE /knowledge-stores/{knowledge_store_id} → 204. Its items, collections and conversations go with it, and work on the items stops;
/// assets stay.
/// </summary>
internal static class DeleteKnowledgeStore
{
    internal static async Task<IResult> HandleAsync(
        Call call,
        IResourceStore<KnowledgeStoreRecord> stores,
        IIndexStore indexes,
        IUnitOfWork unit
    )
    {
        var id = call.GetId("knowledge_store_id", KnowledgeStoreRecord.IdPrefix);
        await GetKnowledgeStore.FindAsync(call, stores, id);
        var deleted = await unit.RunAsync(
            async () =>
            {
                await indexes.DeleteAsync(call.TenantId, id, call.Cancellation);
                return await stores.DeleteAsync(call.TenantId, id, null, call.Cancellation);
            },
            call.Cancellation
        );
        return deleted ? TypedResults.NoContent() : throw Fail.NotFound("knowledge store", id);
    }
}
