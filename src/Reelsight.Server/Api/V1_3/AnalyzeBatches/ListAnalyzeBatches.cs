using Microsoft.AspNetCore.Http;
using Reelsight.Analysis.Tasks;
using Reelsight.Server.Api.V1_3.Analyze;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.AnalyzeBatches;

/// <summary>
/// GET /analyze/batches → 200 with a page of batches, newest first, filtered by status and analysis_mode; each may be given several times.
/// </summary>
internal static class ListAnalyzeBatches
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<AnalyzeBatchRecord> batches, AnalyzeBatchLifecycle lifecycle)
    {
        var window = call.GetPageWindow();
        var states = call.Query.GetChoices("status", [.. AnalyzeBatchStates.All]);
        var modes = call.Query.GetChoices("analysis_mode", AnalyzeRequestValidator.General, AnalyzeRequestValidator.TimeBased);
        // So that none is listed as under way whose day is over.
        foreach (
            var batch in await batches.ListAllAsync(
                call.TenantId,
                new ResourceFilter { States = AnalyzeBatchStates.Active },
                call.Cancellation
            )
        )
        {
            await lifecycle.FindAsync(call.TenantId, batch.Id, call.Cancellation);
        }

        var filter = new ResourceFilter { States = states.Count > 0 ? states : null, AnalysisMode = modes is [var mode] ? mode : null };
        var page = await batches.ListAsync(call.TenantId, filter, SortOrder.NewestFirst, window, call.Cancellation);
        var views = new Dictionary<string, AnalyzeBatchView>(StringComparer.Ordinal);
        foreach (var batch in page.Rows)
        {
            views[batch.Id] = await GetAnalyzeBatch.CreateViewAsync(call, lifecycle, batch);
        }

        return TypedResults.Json(
            ListOf.From(page, window, batch => views[batch.Id]),
            AnalyzeBatchesWireJson.Default.ListOfAnalyzeBatchView
        );
    }
}
