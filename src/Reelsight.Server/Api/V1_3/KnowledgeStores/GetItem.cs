using Microsoft.AspNetCore.Http;
using Reelsight.Server.Api.V1_3.Assets;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>GET /knowledge-stores/{knowledge_store_id}/items/{item_id} → 200 with the item in its present state.</summary>
internal static class GetItem
{
    internal static async Task<IResult> HandleAsync(Call call, ItemRepository items, IAssetStore assets)
    {
        var item = await items.FindAsync(call);
        var asset = await GetAsset.FindAsync(call, assets, item.AssetId);
        return TypedResults.Json(ItemView.From(item, asset), KnowledgeStoresWireJson.Default.ItemView);
    }
}
