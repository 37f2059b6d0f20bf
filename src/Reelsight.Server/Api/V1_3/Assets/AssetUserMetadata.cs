using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Assets;

/// <summary>
/// What the operations on an asset's user metadata share: the body, and one change of the store that nothing comes between.
/// </summary>
internal static class AssetUserMetadata
{
    internal sealed record Body(JsonElement? UserMetadata);

    /// <summary>Applies a change and answers 204.</summary>
    /// <exception cref="ApiException">404: the tenant has no such asset.</exception>
    internal static async Task<IResult> ChangeAsync(Call call, IAssetStore assets, TimeProvider clock, Func<string?, string?> change)
    {
        var id = call.GetId("asset_id");
        return await assets.UpdateUserMetadataAsync(call.TenantId, id, change, clock.GetUtcNow(), call.Cancellation)
            ? TypedResults.NoContent()
            : throw Fail.NotFound("asset", id);
    }

    /// <summary>The metadata of the body.</summary>
    internal static async Task<JsonElement> ReadAsync(Call call) =>
        (await call.ReadJsonAsync(AssetsWireJson.Default.AssetUserMetadataBody)).UserMetadata ?? throw Fail.Missing("user_metadata");
}
