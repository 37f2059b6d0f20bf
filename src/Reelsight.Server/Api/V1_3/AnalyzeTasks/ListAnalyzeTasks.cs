using Microsoft.AspNetCore.Http;
using Reelsight.Analysis.Tasks;
using Reelsight.Server.Api.V1_3.Analyze;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.AnalyzeTasks;

/// <summary>
/// GET /analyze/tasks → 200 with a page of tasks, newest first, those of batches too; filtered by status, video_url, asset_id, video_id and
/// analysis_mode. Long parts of requests are trimmed and results left out.
/// </summary>
internal static class ListAnalyzeTasks
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<AnalyzeTaskRecord> tasks)
    {
        var window = call.GetPageWindow();
        var url = call.Query.GetText("video_url");
        var asset = call.Query.GetText("asset_id") is { } assetId ? Identifiers.Check("asset_id", assetId) : null;
        var video = call.Query.GetText("video_id") is { } videoId ? Identifiers.Check("video_id", videoId) : null;
        var mode = call.Query.GetText("analysis_mode") is null
            ? null
            : call.Query.GetChoice(
                "analysis_mode",
                AnalyzeRequestValidator.General,
                AnalyzeRequestValidator.General,
                AnalyzeRequestValidator.TimeBased
            );
        var states = call.Query.GetChoices(
            "status",
            AnalyzeTaskStates.Queued,
            AnalyzeTaskStates.Pending,
            AnalyzeTaskStates.Processing,
            AnalyzeTaskStates.Ready,
            AnalyzeTaskStates.Failed,
            AnalyzeTaskStates.Canceled
        );
        var filter = new ResourceFilter
        {
            // No task analyzes a video of an index, so a filter for one matches nothing.
            Ids = video is null ? null : [],
            States = states.Count > 0 ? states : null,
            VideoUrl = url,
            AssetId = asset,
            AnalysisMode = mode,
        };
        var page = await tasks.ListAsync(call.TenantId, filter, SortOrder.NewestFirst, window, call.Cancellation);
        return TypedResults.Json(ListOf.From(page, window, AnalyzeTaskView.ForList), AnalyzeTasksWireJson.Default.ListOfAnalyzeTaskView);
    }
}
