using Microsoft.AspNetCore.Http;
using Reelsight.Pipeline.Notifications;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Webhooks;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.AnalyzeTasks;

/// <summary>GET /analyze/tasks/{task_id} → 200 with the task, and its result when it is ready.</summary>
internal static class GetAnalyzeTask
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<AnalyzeTaskRecord> tasks, WebhookDispatcher events)
    {
        var id = call.GetId("task_id");
        var task = await tasks.FindAsync(call.TenantId, id, call.Cancellation) ?? throw Fail.NotFound("analysis task", id);
        return TypedResults.Json(
            AnalyzeTaskView.From(task) with
            {
                Webhooks = await WebhookStateView.ListAsync(events, call.TenantId, id, call.Cancellation),
            },
            AnalyzeTasksWireJson.Default.AnalyzeTaskView
        );
    }
}
