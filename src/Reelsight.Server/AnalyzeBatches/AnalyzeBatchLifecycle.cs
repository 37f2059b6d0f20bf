using System.Text.Json.Nodes;
using Reelsight.Core.Time;
using Reelsight.Pipeline.Notifications;
using Reelsight.Server.AnalyzeTasks;
using Reelsight.Server.Api.V1_3.AnalyzeBatches;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Json;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.AnalyzeBatches;

/// <summary>
/// Moves batches through their states. A batch's state follows from those of its tasks, which only go forward, so working it out again,
/// after a restart or twice at once, does no harm. Whether its day is over is looked at whenever somebody asks.
/// </summary>
internal sealed class AnalyzeBatchLifecycle(
    IResourceStore<AnalyzeBatchRecord> batches,
    IResourceStore<AnalyzeTaskRecord> tasks,
    IJobQueue queue,
    WebhookDispatcher events,
    TimeProvider clock
)
{
    /// <summary>A task is about to begin; false when its batch does not want it any more, and the task is canceled then.</summary>
    internal async Task<bool> TryBeginTaskAsync(string tenantId, string batchId, string taskId, CancellationToken ct)
    {
        if (await FindAsync(tenantId, batchId, ct) is null)
        {
            return false;
        }

        var begun = await batches.UpdateAsync(
            tenantId,
            batchId,
            b =>
                b.Status == AnalyzeBatchStates.Pending
                    ? b with
                    {
                        Status = AnalyzeBatchStates.Processing,
                        UpdatedAt = clock.GetUtcNow(),
                    }
                    : b,
            [],
            ct
        );
        if (begun is null)
        {
            return false;
        }

        if (begun.Status == AnalyzeBatchStates.Processing)
        {
            return true;
        }

        await TryCancelTaskAsync(tenantId, taskId, ct);
        await CompleteIfDoneAsync(tenantId, batchId, ct);
        return false;
    }

    /// <summary>The batch as it stands now, or null.</summary>
    internal async Task<AnalyzeBatchRecord?> FindAsync(string tenantId, string batchId, CancellationToken ct)
    {
        var batch = await batches.FindAsync(tenantId, batchId, ct);
        return batch is { HasEnded: false } && batch.ExpiresAt <= clock.GetUtcNow() ? await ExpireAsync(batch, ct) : batch;
    }

    /// <summary>Ends a batch none of whose tasks has anything left to do.</summary>
    internal async Task CompleteIfDoneAsync(string tenantId, string batchId, CancellationToken ct)
    {
        if (
            await tasks.CountAsync(
                tenantId,
                new ResourceFilter { ParentId = batchId, States = [AnalyzeTaskStates.Queued, .. AnalyzeTaskStates.Active] },
                ct
            ) > 0
        )
        {
            return;
        }

        var now = clock.GetUtcNow();
        var settled = await batches.UpdateAsync(
            tenantId,
            batchId,
            b =>
                b.HasEnded
                    ? b
                    : b with
                    {
                        Status = b.Status == AnalyzeBatchStates.Canceling ? AnalyzeBatchStates.Canceled : AnalyzeBatchStates.Completed,
                        EndedAt = now,
                        UpdatedAt = now,
                    },
            [],
            ct
        );
        if (settled is not { Status: AnalyzeBatchStates.Completed })
        {
            return;
        }

        var data = new JsonObject
        {
            ["id"] = batchId,
            ["batch_id"] = batchId,
            ["status"] = settled.Status,
            ["created_at"] = Timestamps.Format(settled.CreatedAt),
        };
        await events.RaiseAsync(tenantId, WebhookDispatcher.BatchCompleted, batchId, data, ct);
    }

    /// <summary>Cancels what has not begun; what is in work goes on to its end.</summary>
    /// <returns>The batch as it stands then, or null when there is none.</returns>
    /// <exception cref="ApiException">409: it has ended.</exception>
    internal async Task<AnalyzeBatchRecord?> CancelAsync(string tenantId, string batchId, CancellationToken ct)
    {
        var canceling = await batches.UpdateAsync(
            tenantId,
            batchId,
            b =>
                b.Status switch
                {
                    AnalyzeBatchStates.Completed => throw Fail.Conflict(ErrorCodes.BatchCompleted, $"The batch {b.Id} is completed."),
                    AnalyzeBatchStates.Canceled => throw Fail.Conflict(ErrorCodes.BatchCanceled, $"The batch {b.Id} is canceled already."),
                    AnalyzeBatchStates.Expired => throw Fail.Conflict(ErrorCodes.BatchExpired, $"The batch {b.Id} has expired."),
                    _ => b with { Status = AnalyzeBatchStates.Canceling, UpdatedAt = clock.GetUtcNow() },
                },
            [],
            ct
        );
        if (canceling is null)
        {
            return null;
        }

        await CancelQueuedTasksAsync(canceling, ct);
        await CompleteIfDoneAsync(tenantId, batchId, ct);
        return await batches.FindAsync(tenantId, batchId, ct);
    }

    /// <summary>How many of a batch's tasks are in which state.</summary>
    internal async Task<BatchCounts> CountAsync(AnalyzeBatchRecord batch, CancellationToken ct)
    {
        return new BatchCounts(
            await Of(AnalyzeTaskStates.Queued),
            await Of(AnalyzeTaskStates.Active),
            await Of(AnalyzeTaskStates.Ready),
            await Of(AnalyzeTaskStates.Failed),
            await Of(AnalyzeTaskStates.Canceled)
        );

        Task<int> Of(params string[] states) =>
            tasks.CountAsync(batch.TenantId, new ResourceFilter { ParentId = batch.Id, States = states }, ct);
    }

    private async Task<AnalyzeBatchRecord?> ExpireAsync(AnalyzeBatchRecord batch, CancellationToken ct)
    {
        var expired = await batches.UpdateAsync(
            batch.TenantId,
            batch.Id,
            b => b.HasEnded ? b : b with { Status = AnalyzeBatchStates.Expired, EndedAt = b.ExpiresAt, UpdatedAt = clock.GetUtcNow() },
            [],
            ct
        );
        await CancelQueuedTasksAsync(batch, ct);
        return expired;
    }

    private async Task CancelQueuedTasksAsync(AnalyzeBatchRecord batch, CancellationToken ct)
    {
        foreach (
            var task in await tasks.ListAllAsync(
                batch.TenantId,
                new ResourceFilter { ParentId = batch.Id, States = [AnalyzeTaskStates.Queued] },
                ct
            )
        )
        {
            // One that has begun since it was listed keeps its job: without it, it would be at work for ever.
            if (await TryCancelTaskAsync(batch.TenantId, task.Id, ct))
            {
                await queue.CancelAsync(batch.TenantId, task.Id, ct);
            }
        }
    }

    // Whether it was still waiting.
    private async Task<bool> TryCancelTaskAsync(string tenantId, string taskId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var waited = false;
        await tasks.UpdateAsync(
            tenantId,
            taskId,
            t =>
            {
                waited = t.Status == AnalyzeTaskStates.Queued;
                return waited ? t with { Status = AnalyzeTaskStates.Canceled, CompletedAt = now, UpdatedAt = now } : t;
            },
            [],
            ct
        );
        return waited;
    }
}
