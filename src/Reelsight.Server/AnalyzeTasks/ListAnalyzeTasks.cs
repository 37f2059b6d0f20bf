using Microsoft.AspNetCore.Http;
using Reelsight.Server.Analyze;
using Reelsight.Server.Http;
using Reelsight.Server.Wire;
using Reelsight.Storage;

namespace Reelsight.Server.AnalyzeTasks;

/// <summary>
/// GET /analyze/tasks → 200 with a page of tasks, newest first, those of batches too; filtered by status, video_url, asset_id, video_id and
/// analysis_mode. Long parts of requests are trimmed and results left out.
/// </summary>
internal static class ListAnalyzeTasks
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<AnalyzeTaskRecord> tasks)
    {
        var window = call.Window();
        var fields = new Dictionary<string, string>();
        if (call.Query.Text("video_url") is { } url)
        {
            fields["video_url"] = url;
        }

        if (call.Query.Text("asset_id") is { } asset)
        {
            fields["asset_id"] = Identifiers.Check("asset_id", asset);
        }
        // No task is about an indexed video, so none fits.
        if (call.Query.Text("video_id") is { } video)
        {
            fields["video_id"] = Identifiers.Check("video_id", video);
        }

        if (call.Query.Text("analysis_mode") is not null)
        {
            fields["analysis_mode"] = call.Query.Choice(
                "analysis_mode",
                AnalyzeRules.General,
                AnalyzeRules.General,
                AnalyzeRules.TimeBased
            );
        }

        var states = call.Query.Choices(
            "status",
            AnalyzeStates.Queued,
            AnalyzeStates.Pending,
            AnalyzeStates.Processing,
            AnalyzeStates.Ready,
            AnalyzeStates.Failed,
            AnalyzeStates.Canceled
        );
        var filter = new ResourceFilter { States = states.Count > 0 ? states : null, Fields = fields.Count > 0 ? fields : null };
        var page = await tasks.ListAsync(call.TenantId, filter, SortOrder.NewestFirst, window, call.Cancelled);
        return TypedResults.Json(ListOf.From(page, window, AnalyzeTaskView.Listed), WireJson.Default.ListOfAnalyzeTaskView);
    }
}
