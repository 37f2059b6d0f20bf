using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>GET /reelsight/v1/label-sets/{label_set_id}/exports → 200 with a page of exports, newest first.</summary>
internal static class ListExports
{
    internal static async Task<IResult> HandleAsync(
        Call call,
        IResourceStore<LabelSetRecord> sets,
        IResourceStore<ExportRecord> exports,
        SignedExportUrls urls
    )
    {
        var window = call.GetPageWindow();
        var set = await GetLabelSet.FindAsync(call, sets);
        var page = await exports.ListAsync(
            call.TenantId,
            new ResourceFilter { ParentId = set.Id },
            SortOrder.NewestFirst,
            window,
            call.Cancellation
        );
        return TypedResults.Json(ListOf.From(page, window, e => ExportView.From(e, call, urls)), LabelsWireJson.Default.ListOfExportView);
    }
}
