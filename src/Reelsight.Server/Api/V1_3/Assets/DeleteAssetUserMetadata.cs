using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Assets;

/// <summary>DELETE /assets/{asset_id}/user-metadata → 204. Clears it; clearing what is empty is no error.</summary>
internal static class DeleteAssetUserMetadata
{
    internal static Task<IResult> HandleAsync(Call call, IAssetStore assets, TimeProvider clock) =>
        AssetUserMetadata.ChangeAsync(call, assets, clock, _ => null);
}
