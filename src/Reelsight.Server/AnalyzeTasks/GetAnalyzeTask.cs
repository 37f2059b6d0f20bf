using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http;
using Reelsight.Server.Webhooks;
using Reelsight.Server.Wire;
using Reelsight.Storage;

namespace Reelsight.Server.AnalyzeTasks;

/// <summary>GET /analyze/tasks/{task_id} → 200 with the task, and its result when it is ready.</summary>
internal static class GetAnalyzeTask
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<AnalyzeTaskRecord> tasks, WebhookEvents events)
    {
        var id = call.Id("task_id");
        var task = await tasks.FindAsync(call.TenantId, id, call.Cancelled) ?? throw Fail.NotFound("analysis task", id);
        return TypedResults.Json(
            AnalyzeTaskView.Of(task) with
            {
                Webhooks = await events.StatesAsync(call.TenantId, id, call.Cancelled),
            },
            WireJson.Default.AnalyzeTaskView
        );
    }
}
