using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http;
using Reelsight.Server.Media;
using Reelsight.Server.Wire;
using Reelsight.Storage;

namespace Reelsight.Server.Assets;

/// <summary>
/// GET /assets → 200 with a page, newest first. Filters: ids, types (video, image, audio, document), part of the name in any case.
/// </summary>
internal static class ListAssets
{
    internal static async Task<IResult> HandleAsync(Call call, IAssetStore assets, MediaLinks links)
    {
        var window = call.Window();
        var ids = call.Query.List("asset_ids");
        foreach (var id in ids)
        {
            Identifiers.Check("asset_ids", id);
        }

        var types = call.Query.Choices("asset_types", "video", "image", "audio", "document");
        var query = new AssetListQuery(window)
        {
            Ids = ids.Count == 0 ? null : ids,
            Types = types.Count == 0 ? null : types,
            FilenameContains = call.Query.Text("filename"),
        };
        var page = await assets.ListAsync(call.TenantId, query, call.Cancelled);
        return TypedResults.Json(ListOf.From(page, window, a => AssetView.Of(a, call, links)), WireJson.Default.ListOfAssetView);
    }
}
