using Microsoft.AspNetCore.Http;
using Reelsight.Server.Analyze;
using Reelsight.Server.AnalyzeTasks;
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
        var fields = new Dictionary<string, string>();
        if (call.Query.GetText("video_url") is { } url)
        {
            fields["video_url"] = url;
        }

        if (call.Query.GetText("asset_id") is { } asset)
        {
            fields["asset_id"] = Identifiers.Check("asset_id", asset);
        }
        // No task is about an indexed video, so none fits.
        if (call.Query.GetText("video_id") is { } video)
        {
            fields["video_id"] = Identifiers.Check("video_id", video);
        }

        if (call.Query.GetText("analysis_mode") is not null)
        {
            fields["analysis_mode"] = call.Query.GetChoice(
                "analysis_mode",
                AnalyzeRequestValidator.General,
                AnalyzeRequestValidator.General,
                AnalyzeRequestValidator.TimeBased
            );
        }

        var states = call.Query.GetChoices(
            "status",
            AnalyzeTaskStates.Queued,
            AnalyzeTaskStates.Pending,
            AnalyzeTaskStates.Processing,
            AnalyzeTaskStates.Ready,
            AnalyzeTaskStates.Failed,
            AnalyzeTaskStates.Canceled
        );
        var filter = new ResourceFilter { States = states.Count > 0 ? states : null, Fields = fields.Count > 0 ? fields : null };
        var page = await tasks.ListAsync(call.TenantId, filter, SortOrder.NewestFirst, window, call.Cancellation);
        return TypedResults.Json(ListOf.From(page, window, AnalyzeTaskView.ForList), AnalyzeTasksWireJson.Default.ListOfAnalyzeTaskView);
    }
}
