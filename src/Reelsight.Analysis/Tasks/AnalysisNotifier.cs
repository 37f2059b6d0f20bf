using System.Text.Json.Nodes;
using Reelsight.Core.Time;
using Reelsight.Pipeline.Notifications;
using Reelsight.Storage.Records;

namespace Reelsight.Analysis.Tasks;

/// <summary>Sends webhooks when analyses in the background end. Sending again for the same task or batch has no effect.</summary>
/// <param name="webhooks">Sends the webhooks.</param>
public sealed class AnalysisNotifier(WebhookDispatcher webhooks)
{
    /// <summary>Notifies that a task that belongs to no batch is ready or failed.</summary>
    public async Task NotifyTaskEndedAsync(AnalyzeTaskRecord task, CancellationToken ct)
    {
        var data = new JsonObject
        {
            ["id"] = task.Id,
            ["task_id"] = task.Id,
            ["custom_id"] = task.CustomId,
            ["status"] = task.Status,
            ["created_at"] = Timestamps.Format(task.CreatedAt),
        };
        if (task.Failure is { } failure)
        {
            data["error"] = new JsonObject { ["code"] = failure.Code, ["message"] = failure.Message };
        }

        await webhooks.RaiseAsync(
            task.TenantId,
            task.Status == AnalyzeTaskStates.Ready ? WebhookDispatcher.AnalyzeReady : WebhookDispatcher.AnalyzeFailed,
            task.Id,
            data,
            ct
        );
    }

    /// <summary>Notifies that all tasks of a batch have ended.</summary>
    public async Task NotifyBatchCompletedAsync(AnalyzeBatchRecord batch, CancellationToken ct)
    {
        var data = new JsonObject
        {
            ["id"] = batch.Id,
            ["batch_id"] = batch.Id,
            ["status"] = batch.Status,
            ["created_at"] = Timestamps.Format(batch.CreatedAt),
        };
        await webhooks.RaiseAsync(batch.TenantId, WebhookDispatcher.BatchCompleted, batch.Id, data, ct);
    }
}
