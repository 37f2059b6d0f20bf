using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Assets;

/// <summary>
/// GET /assets/{asset_id}/indexed-assets → 200 with a page of what was indexed from the asset, newest first: what keeps it from being
/// deleted.
/// </summary>
internal static class ListAssetIndexedAssets
{
    internal static async Task<IResult> HandleAsync(Call call, IAssetStore assets, IVideoStore videos)
    {
        var assetId = call.GetId("asset_id");
        var window = call.GetPageWindow();
        await GetAsset.FindAsync(call, assets, assetId);
        var page = await videos.ListByAssetAsync(call.TenantId, assetId, window, call.Cancellation);
        return TypedResults.Json(
            ListOf.From(page, window, v => new IndexedAssetSummaryView(v.Id, new(v.IndexId, v.IndexName))),
            AssetsWireJson.Default.ListOfIndexedAssetSummaryView
        );
    }
}

/// <summary>An indexed asset, and the index that holds it.</summary>
internal sealed record IndexedAssetSummaryView([property: JsonPropertyName("_id")] string Id, IndexedAssetIndexView Index);

/// <summary>The index of an indexed asset.</summary>
internal sealed record IndexedAssetIndexView([property: JsonPropertyName("_id")] string Id, string Name);
