using Microsoft.AspNetCore.Http;
using Reelsight.Analysis.Tasks;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.V1_3.AnalyzeBatches;

/// <summary>
/// POST /analyze/batches/{batch_id}/cancel → 202 with the state of a batch whose waiting items are canceled; 409 when it has ended.
/// </summary>
internal static class CancelAnalyzeBatch
{
    internal static async Task<IResult> HandleAsync(Call call, AnalyzeBatchLifecycle batches)
    {
        var batch = await GetAnalyzeBatch.FindAsync(call, batches);
        batch = await batches.CancelAsync(call.TenantId, batch.Id, call.Cancellation) ?? throw Fail.NotFound("batch", batch.Id);
        return TypedResults.Json(
            await GetAnalyzeBatch.CreateViewAsync(call, batches, batch),
            AnalyzeBatchesWireJson.Default.AnalyzeBatchView,
            statusCode: StatusCodes.Status202Accepted
        );
    }
}
