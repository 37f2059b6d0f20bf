using System.Text.Json.Serialization;
using Reelsight.Analysis.Tasks;
using Reelsight.Server.Api.V1_3.AnalyzeTasks;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Webhooks;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.V1_3.AnalyzeBatches;

/// <summary>A batch that was just made.</summary>
internal sealed record CreatedBatchView(
    string BatchId,
    string Status,
    int TotalItems,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    IReadOnlyList<CreatedItemView> Items
);

/// <summary>A request of it.</summary>
internal sealed record CreatedItemView(string TaskId, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? CustomId);

/// <summary>The state of a batch.</summary>
internal sealed record AnalyzeBatchView
{
    public required string BatchId { get; init; }
    public required string AnalysisMode { get; init; }
    public required string ModelName { get; init; }
    public required string Status { get; init; }
    public required int TotalItems { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }
    public DateTimeOffset? CanceledAt { get; init; }
    public DateTimeOffset? ExpiredAt { get; init; }
    public required int QueuedItems { get; init; }
    public required int ProcessingItems { get; init; }
    public required int ReadyItems { get; init; }
    public required int FailedItems { get; init; }
    public required int CanceledItems { get; init; }

    /// <summary>Whether the webhooks that subscribe to its completion have received the event.</summary>
    public IReadOnlyList<WebhookStateView>? Webhooks { get; init; }

    internal static AnalyzeBatchView From(AnalyzeBatchRecord batch, BatchCounts counts) =>
        new()
        {
            BatchId = batch.Id,
            AnalysisMode = batch.AnalysisMode,
            ModelName = batch.ModelName,
            Status = batch.Status,
            TotalItems = batch.TaskIds.Count,
            CreatedAt = batch.CreatedAt,
            ExpiresAt = batch.ExpiresAt,
            CompletedAt = batch.Status == AnalyzeBatchStates.Completed ? batch.EndedAt : null,
            CanceledAt = batch.Status == AnalyzeBatchStates.Canceled ? batch.EndedAt : null,
            ExpiredAt = batch.Status == AnalyzeBatchStates.Expired ? batch.EndedAt : null,
            QueuedItems = counts.Queued,
            ProcessingItems = counts.Processing,
            ReadyItems = counts.Ready,
            FailedItems = counts.Failed,
            CanceledItems = counts.Canceled,
        };
}

/// <summary>A line of a batch's results.</summary>
internal sealed record BatchResultView(
    string TaskId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? CustomId,
    string Status,
    AnalyzeResultView? Data,
    FailureView? Error
)
{
    internal static BatchResultView From(AnalyzeTaskRecord task) =>
        new(
            task.Id,
            task.CustomId,
            task.Status == AnalyzeTaskStates.Pending ? AnalyzeTaskStates.Processing : task.Status,
            AnalyzeResultView.From(task.Result),
            FailureView.From(task.Failure)
        );
}
