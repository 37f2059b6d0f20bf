using Microsoft.AspNetCore.Http;
using Reelsight.Server.Api.V1_3.Entities;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Assets;

/// <summary>
/// GET /assets/{asset_id}/entities → 200 with a page of the entities that the asset shows, newest first: what would lose it if it were
/// deleted.
/// </summary>
internal static class ListAssetEntities
{
    internal static async Task<IResult> HandleAsync(Call call, IAssetStore assets, IResourceStore<EntityRecord> entities)
    {
        var assetId = call.GetId("asset_id");
        var window = call.GetPageWindow();
        await GetAsset.FindAsync(call, assets, assetId);
        var page = await entities.ListAsync(
            call.TenantId,
            new ResourceFilter { LinkedTo = assetId },
            SortOrder.NewestFirst,
            window,
            call.Cancellation
        );
        return TypedResults.Json(ListOf.From(page, window, EntityView.From), EntitiesWireJson.Default.ListOfEntityView);
    }
}
