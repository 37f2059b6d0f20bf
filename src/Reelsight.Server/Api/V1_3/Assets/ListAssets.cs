using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Media;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Assets;

/// <summary>
/// GET /assets → 200 with a page, newest first. Filters: ids, types (video, image, audio, document), part of the name in any case.
/// </summary>
internal static class ListAssets
{
    internal static async Task<IResult> HandleAsync(Call call, IAssetStore assets, SignedMediaUrls links)
    {
        var window = call.GetPageWindow();
        var ids = call.Query.GetList("asset_ids");
        foreach (var id in ids)
        {
            Identifiers.Check("asset_ids", id);
        }

        var types = call.Query.GetChoices("asset_types", "video", "image", "audio", "document");
        var query = new AssetQuery(window)
        {
            Ids = ids.Count == 0 ? null : ids,
            Types = types.Count == 0 ? null : types,
            FilenameContains = call.Query.GetText("filename"),
        };
        var page = await assets.ListAsync(call.TenantId, query, call.Cancellation);
        return TypedResults.Json(ListOf.From(page, window, a => AssetView.From(a, call, links)), AssetsWireJson.Default.ListOfAssetView);
    }
}
