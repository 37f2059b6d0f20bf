using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>
/// POST /knowledge-stores/{knowledge_store_id}/search → 200 with a page of matches, best first. Videos are matched by what is seen unless
/// <c>search_options</c> says otherwise, images always. <c>page_token</c> asks for another page of an answer, and then nothing else in the
/// body counts: junk is 400, a token older than a day 410.
/// </summary>
internal static class SearchKnowledgeStore
{
    internal static async Task<IResult> HandleAsync(
        Call call,
        IResourceStore<KnowledgeStoreRecord> stores,
        KnowledgeStoreSearch search,
        StoreSearchPaginator pages
    )
    {
        var id = call.GetId("knowledge_store_id", KnowledgeStoreRecord.IdPrefix);
        var body = await call.ReadJsonAsync(KnowledgeStoresWireJson.Default.StoreSearchBody);
        var request = body.PageToken is null ? body.Validate() : null;
        await GetKnowledgeStore.FindAsync(call, stores, id);
        var view = request is null
            ? await pages.GetPageAsync(call, id, body.PageToken!)
            : await pages.CreateFirstPageAsync(
                call,
                StoredStoreSearch.From(id, request, await search.FindAsync(call.TenantId, id, request, call.Cancellation))
            );
        return TypedResults.Json(view, KnowledgeStoresWireJson.Default.StoreSearchView);
    }
}
