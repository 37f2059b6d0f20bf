using Microsoft.AspNetCore.Http;
using Reelsight.Labels.AutoLabeling;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>GET /reelsight/v1/label-sets/{label_set_id}/auto-labels → 200 with a page of runs, newest first.</summary>
internal static class ListAutoLabelRuns
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<LabelSetRecord> sets, IResourceStore<AutoLabelRunRecord> runs)
    {
        var window = call.GetPageWindow();
        var set = await GetLabelSet.FindAsync(call, sets);
        var pace = await AutoLabelTiming.EstimateAsync(runs, call.TenantId, call.Cancellation);
        var page = await runs.ListAsync(
            call.TenantId,
            new ResourceFilter { ParentId = set.Id },
            SortOrder.NewestFirst,
            window,
            call.Cancellation
        );
        return TypedResults.Json(
            ListOf.From(page, window, r => AutoLabelRunView.From(r, pace)),
            LabelsWireJson.Default.ListOfAutoLabelRunView
        );
    }
}
