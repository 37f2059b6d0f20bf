using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Assets;

/// <summary>
/// PUT /assets/{asset_id}/user-metadata → 204. What was there goes; a key with null or an empty string is ignored, so <c>{}</c> clears
/// everything.
/// </summary>
internal static class ReplaceAssetUserMetadata
{
    internal static async Task<IResult> HandleAsync(Call call, IAssetStore assets, TimeProvider clock)
    {
        var replacement = await AssetUserMetadata.ReadAsync(call);
        return await AssetUserMetadata.ChangeAsync(call, assets, clock, _ => UserMetadataObject.Merge(null, replacement, skipEmpty: true));
    }
}
