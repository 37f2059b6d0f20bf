using Microsoft.AspNetCore.Http;
using Reelsight.Analysis.Tasks;
using Reelsight.Pipeline.Notifications;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Webhooks;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.V1_3.AnalyzeBatches;

/// <summary>GET /analyze/batches/{batch_id} → 200 with the state of a batch and how many of its items are in which.</summary>
internal static class GetAnalyzeBatch
{
    internal static async Task<IResult> HandleAsync(Call call, AnalyzeBatchLifecycle batches, WebhookDispatcher events)
    {
        var batch = await FindAsync(call, batches);
        var view = await CreateViewAsync(call, batches, batch);
        return TypedResults.Json(
            view with
            {
                Webhooks = await WebhookStateView.ListAsync(events, call.TenantId, batch.Id, call.Cancellation),
            },
            AnalyzeBatchesWireJson.Default.AnalyzeBatchView
        );
    }

    /// <summary>The batch that the path names, as it stands now.</summary>
    /// <exception cref="ApiException">404: the tenant has no such batch.</exception>
    internal static async Task<AnalyzeBatchRecord> FindAsync(Call call, AnalyzeBatchLifecycle batches)
    {
        var id = call.GetId("batch_id");
        return await batches.FindAsync(call.TenantId, id, call.Cancellation) ?? throw Fail.NotFound("batch", id);
    }

    /// <summary>A batch as answers show it.</summary>
    internal static async Task<AnalyzeBatchView> CreateViewAsync(Call call, AnalyzeBatchLifecycle batches, AnalyzeBatchRecord batch) =>
        AnalyzeBatchView.From(batch, await batches.CountAsync(batch, call.Cancellation));
}
