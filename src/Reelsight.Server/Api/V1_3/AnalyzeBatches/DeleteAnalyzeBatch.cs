using Microsoft.AspNetCore.Http;
using Reelsight.Analysis.Tasks;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.AnalyzeBatches;

/// <summary>
/// DELETE /analyze/batches/{batch_id} → 204 for a batch that has ended, with its tasks and their results; 409 before, unless
/// <c>force=true</c>, which stops what is at work.
/// </summary>
internal static class DeleteAnalyzeBatch
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<AnalyzeBatchRecord> batches, AnalyzeBatchLifecycle lifecycle)
    {
        var force = call.Query.GetBoolean("force", false);
        var batch = await GetAnalyzeBatch.FindAsync(call, lifecycle);
        var deleted = await batches.DeleteAsync(
            call.TenantId,
            batch.Id,
            b =>
            {
                if (!force && !b.HasEnded)
                {
                    throw Fail.Conflict(
                        ErrorCodes.BatchNotTerminal,
                        $"The batch {b.Id} is {b.Status}; cancel it, wait until it has ended, or stop it with force=true."
                    );
                }
            },
            call.Cancellation
        );
        return deleted ? TypedResults.NoContent() : throw Fail.NotFound("batch", batch.Id);
    }
}
