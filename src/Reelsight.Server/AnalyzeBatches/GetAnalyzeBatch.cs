using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http;
using Reelsight.Server.Webhooks;
using Reelsight.Server.Wire;
using Reelsight.Storage;

namespace Reelsight.Server.AnalyzeBatches;

/// <summary>GET /analyze/batches/{batch_id} → 200 with the state of a batch and how many of its items are in which.</summary>
internal static class GetAnalyzeBatch
{
    internal static async Task<IResult> HandleAsync(Call call, AnalyzeBatchProgress progress, WebhookEvents events)
    {
        var batch = await FindAsync(call, progress);
        var view = await ViewAsync(call, progress, batch);
        return TypedResults.Json(
            view with
            {
                Webhooks = await events.StatesAsync(call.TenantId, batch.Id, call.Cancelled),
            },
            WireJson.Default.AnalyzeBatchView
        );
    }

    /// <summary>The batch that the path names, as it stands now.</summary>
    /// <exception cref="ApiException">404: the tenant has no such batch.</exception>
    internal static async Task<AnalyzeBatchRecord> FindAsync(Call call, AnalyzeBatchProgress progress)
    {
        var id = call.Id("batch_id");
        return await progress.FindAsync(call.TenantId, id, call.Cancelled) ?? throw Fail.NotFound("batch", id);
    }

    /// <summary>A batch as answers show it.</summary>
    internal static async Task<AnalyzeBatchView> ViewAsync(Call call, AnalyzeBatchProgress progress, AnalyzeBatchRecord batch) =>
        AnalyzeBatchView.Of(batch, await progress.CountAsync(batch, call.Cancelled));
}
