using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>GET /knowledge-stores → 200 with a page, newest first by default.</summary>
internal static class ListKnowledgeStores
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<KnowledgeStoreRecord> stores, ItemRepository items)
    {
        var window = call.GetPageWindow();
        var page = await stores.ListAsync(call.TenantId, new ResourceFilter(), call.GetSortOrder(), window, call.Cancellation);
        var counts = new Dictionary<string, int>();
        foreach (var store in page.Rows)
        {
            counts[store.Id] = await items.CountAsync(call, store.Id, null);
        }

        return TypedResults.Json(
            ListOf.From(page, window, s => KnowledgeStoreView.From(s, counts[s.Id])),
            KnowledgeStoresWireJson.Default.ListOfKnowledgeStoreView
        );
    }
}
