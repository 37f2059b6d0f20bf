using Reelsight.Analysis.Tasks;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Http.Responses;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.AnalyzeBatches;

/// <summary>
/// GET /analyze/batches/{batch_id}/results → 200 with one line of JSON for each request, in their order, as far as they have come.
/// </summary>
internal static class GetAnalyzeBatchResults
{
    internal static async Task HandleAsync(Call call, AnalyzeBatchLifecycle batches, IResourceStore<AnalyzeTaskRecord> tasks)
    {
        var batch = await GetAnalyzeBatch.FindAsync(call, batches);
        call.Http.Response.ContentType = "application/jsonl";
        foreach (var id in batch.TaskIds)
        {
            if (await tasks.FindAsync(call.TenantId, id, call.Cancellation) is not { } task)
            {
                continue;
            }

            await call.Http.Response.WriteLineAsync(
                BatchResultView.From(task),
                AnalyzeBatchesWireJson.Default.BatchResultView,
                call.Cancellation
            );
        }
    }
}
