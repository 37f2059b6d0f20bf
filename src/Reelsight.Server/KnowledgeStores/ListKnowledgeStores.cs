using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http;
using Reelsight.Server.KnowledgeStoreItems;
using Reelsight.Server.Wire;
using Reelsight.Storage;

namespace Reelsight.Server.KnowledgeStores;

/// <summary>GET /knowledge-stores → 200 with a page, newest first unless told.</summary>
internal static class ListKnowledgeStores
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<KnowledgeStoreRecord> stores, Items items)
    {
        var window = call.Window();
        var page = await stores.ListAsync(call.TenantId, new ResourceFilter(), call.Sort(), window, call.Cancelled);
        var counts = new Dictionary<string, int>();
        foreach (var store in page.Rows)
        {
            counts[store.Id] = await items.CountAsync(call, store.Id, null);
        }

        return TypedResults.Json(
            ListOf.From(page, window, s => KnowledgeStoreView.Of(s, counts[s.Id])),
            WireJson.Default.ListOfKnowledgeStoreView
        );
    }
}
