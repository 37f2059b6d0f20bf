using Microsoft.AspNetCore.Http;
using Reelsight.Labels.AutoLabeling;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>GET /reelsight/v1/label-sets/{label_set_id}/auto-labels/{run_id} → 200 with how far it is.</summary>
internal static class GetAutoLabelRun
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<LabelSetRecord> sets, IResourceStore<AutoLabelRunRecord> runs)
    {
        var run = await FindAsync(call, sets, runs);
        return TypedResults.Json(
            AutoLabelRunView.From(run, await AutoLabelTiming.EstimateAsync(runs, call.TenantId, call.Cancellation)),
            LabelsWireJson.Default.AutoLabelRunView
        );
    }

    /// <summary>The run an operation is about.</summary>
    /// <exception cref="ApiException">404: the label set has no such run.</exception>
    internal static async Task<AutoLabelRunRecord> FindAsync(
        Call call,
        IResourceStore<LabelSetRecord> sets,
        IResourceStore<AutoLabelRunRecord> runs
    )
    {
        var set = await GetLabelSet.FindAsync(call, sets);
        var id = call.GetId("run_id");
        return await runs.FindAsync(call.TenantId, id, call.Cancellation) is { } run && run.LabelSetId == set.Id
            ? run
            : throw Fail.NotFound("auto-labelling run", id);
    }
}
