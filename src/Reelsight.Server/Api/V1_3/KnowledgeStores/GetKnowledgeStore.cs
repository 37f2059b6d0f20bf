using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>GET /knowledge-stores/{knowledge_store_id} → 200 with the store.</summary>
internal static class GetKnowledgeStore
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<KnowledgeStoreRecord> stores, ItemRepository items)
    {
        var store = await FindAsync(call, stores);
        return TypedResults.Json(
            KnowledgeStoreView.From(store, await items.CountAsync(call, store.Id, null)),
            KnowledgeStoresWireJson.Default.KnowledgeStoreView
        );
    }

    /// <summary>The store that the path names.</summary>
    /// <exception cref="ApiException">404: the tenant has no such store.</exception>
    internal static Task<KnowledgeStoreRecord> FindAsync(Call call, IResourceStore<KnowledgeStoreRecord> stores) =>
        FindAsync(call, stores, call.GetId("knowledge_store_id", KnowledgeStoreRecord.IdPrefix));

    /// <summary>The store that an operation is about.</summary>
    /// <exception cref="ApiException">404: the tenant has no such store.</exception>
    internal static async Task<KnowledgeStoreRecord> FindAsync(Call call, IResourceStore<KnowledgeStoreRecord> stores, string id) =>
        await stores.FindAsync(call.TenantId, id, call.Cancellation) ?? throw Fail.NotFound("knowledge store", id);
}
