using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Assets;

/// <summary>
/// PATCH /assets/{asset_id}/user-metadata → 204. A key with a value sets it, null deletes it, an empty string is ignored, and a key that is
/// not named stays.
/// </summary>
internal static class UpdateAssetUserMetadata
{
    internal static async Task<IResult> HandleAsync(Call call, IAssetStore assets, TimeProvider clock)
    {
        var change = await AssetUserMetadata.ReadAsync(call);
        return await AssetUserMetadata.ChangeAsync(call, assets, clock, stored =>
            UserMetadataObject.Merge(stored, change, skipEmpty: true)
        );
    }
}
