using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Media;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Assets;

/// <summary>GET /assets/{asset_id} → 200 with the asset: <c>processing</c>, then <c>ready</c> or <c>failed</c> with the reason.</summary>
internal static class GetAsset
{
    internal static async Task<IResult> HandleAsync(Call call, IAssetStore assets, SignedMediaUrls links)
    {
        var asset = await FindAsync(call, assets, call.GetId("asset_id"));
        return TypedResults.Json(AssetView.From(asset, call, links), AssetsWireJson.Default.AssetView);
    }

    /// <summary>The asset an operation is about.</summary>
    /// <exception cref="ApiException">404: the tenant has no such asset.</exception>
    internal static async Task<AssetRecord> FindAsync(Call call, IAssetStore assets, string id) =>
        await assets.FindAsync(call.TenantId, id, call.Cancellation) ?? throw Fail.NotFound("asset", id);
}
