using Microsoft.AspNetCore.Http;
using Reelsight.Labels.AutoLabeling;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// DELETE /reelsight/v1/label-sets/{label_set_id}/auto-labels/{run_id} → 200 with the run, which stops; the proposals it has made stay. One
/// that has ended stays as it is.
/// </summary>
internal static class CancelAutoLabelRun
{
    internal static async Task<IResult> HandleAsync(
        Call call,
        IResourceStore<LabelSetRecord> sets,
        IResourceStore<AutoLabelRunRecord> runs,
        IJobQueue queue,
        TimeProvider clock
    )
    {
        var run = await GetAutoLabelRun.FindAsync(call, sets, runs);
        var now = clock.GetUtcNow();
        var stopped = await runs.UpdateAsync(
            call.TenantId,
            run.Id,
            r => LabelJobStates.HasEnded(r.State) ? r : r with { State = LabelJobStates.Canceled, EndedAt = now, UpdatedAt = now },
            [],
            call.Cancellation
        ) ?? run;
        await queue.CancelAsync(call.TenantId, run.Id, call.Cancellation);
        return TypedResults.Json(
            AutoLabelRunView.From(stopped, await AutoLabelTiming.EstimateAsync(runs, call.TenantId, call.Cancellation)),
            LabelsWireJson.Default.AutoLabelRunView
        );
    }
}
