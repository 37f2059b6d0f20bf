using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>GET /reelsight/v1/label-sets → 200 with a page of label sets, newest first; those of one index when asked.</summary>
internal static class ListLabelSets
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<LabelSetRecord> sets)
    {
        var window = call.GetPageWindow();
        var index = call.Query.GetText("index_id") is { } id ? Identifiers.Check("index_id", id) : null;
        var page = await sets.ListAsync(
            call.TenantId,
            new ResourceFilter { LinkedTo = index },
            SortOrder.NewestFirst,
            window,
            call.Cancellation
        );
        return TypedResults.Json(ListOf.From(page, window, LabelSetView.From), LabelsWireJson.Default.ListOfLabelSetView);
    }
}
