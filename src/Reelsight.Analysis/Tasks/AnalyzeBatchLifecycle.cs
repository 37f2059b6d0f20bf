using Reelsight.Analysis.Contract;
using Reelsight.Core.Errors;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Analysis.Tasks;

/// <summary>
/// Moves batches through their states. The state of a batch follows from the states of its tasks, which only go forward, so that
/// computing it again, after a restart or twice at once, gives the same. Expiry is checked whenever a batch is read.
/// </summary>
/// <param name="batches">Holds the batches.</param>
/// <param name="tasks">Holds their tasks.</param>
/// <param name="queue">Holds the jobs of the tasks.</param>
/// <param name="notifier">Notifies of completed batches.</param>
/// <param name="clock">Tells when a batch expires.</param>
public sealed class AnalyzeBatchLifecycle(
    IResourceStore<AnalyzeBatchRecord> batches,
    IResourceStore<AnalyzeTaskRecord> tasks,
    IJobQueue queue,
    AnalysisNotifier notifier,
    TimeProvider clock
)
{
    /// <summary>
    /// Marks the batch as processing before a task begins; false when the batch was canceled or has expired, and the task with it.
    /// </summary>
    public async Task<bool> TryBeginTaskAsync(string tenantId, string batchId, string taskId, CancellationToken ct)
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

    /// <summary>The batch in its present state, or null when there is none.</summary>
    public async Task<AnalyzeBatchRecord?> FindAsync(string tenantId, string batchId, CancellationToken ct)
    {
        var batch = await batches.FindAsync(tenantId, batchId, ct);
        return batch is { HasEnded: false } && batch.ExpiresAt <= clock.GetUtcNow() ? await ExpireAsync(batch, ct) : batch;
    }

    /// <summary>Completes a batch whose tasks have all ended.</summary>
    public async Task CompleteIfDoneAsync(string tenantId, string batchId, CancellationToken ct)
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
        if (settled is { Status: AnalyzeBatchStates.Completed })
        {
            await notifier.NotifyBatchCompletedAsync(settled, ct);
        }
    }

    /// <summary>Cancels the tasks that have not begun; the others go on to their end.</summary>
    /// <returns>The batch in its new state, or null when there is none.</returns>
    /// <exception cref="DomainException">It has ended.</exception>
    public async Task<AnalyzeBatchRecord?> CancelAsync(string tenantId, string batchId, CancellationToken ct)
    {
        var canceling = await batches.UpdateAsync(
            tenantId,
            batchId,
            b =>
                b.Status switch
                {
                    AnalyzeBatchStates.Completed => throw Conflict(AnalysisFailureCodes.BatchCompleted, $"The batch {b.Id} is completed."),
                    AnalyzeBatchStates.Canceled => throw Conflict(
                        AnalysisFailureCodes.BatchCanceled,
                        $"The batch {b.Id} is canceled already."
                    ),
                    AnalyzeBatchStates.Expired => throw Conflict(AnalysisFailureCodes.BatchExpired, $"The batch {b.Id} has expired."),
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

    /// <summary>Counts the tasks of a batch by state.</summary>
    public async Task<BatchCounts> CountAsync(AnalyzeBatchRecord batch, CancellationToken ct)
    {
        return new BatchCounts(
            await Of(AnalyzeTaskStates.Queued),
            await Of(AnalyzeTaskStates.Active),
            await Of(AnalyzeTaskStates.Ready),
            await Of(AnalyzeTaskStates.Failed),
            await Of(AnalyzeTaskStates.Canceled)
        );

        Task<int> Of(params IReadOnlyList<string> states) =>
            tasks.CountAsync(batch.TenantId, new ResourceFilter { ParentId = batch.Id, States = states }, ct);
    }

    private static DomainException Conflict(string code, string message) => new(DomainErrorKind.Conflict, new Failure(code, message));

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
            // A task that has begun since it was listed keeps its job: without it, it would stay in that state.
            if (await TryCancelTaskAsync(batch.TenantId, task.Id, ct))
            {
                await queue.CancelAsync(batch.TenantId, task.Id, ct);
            }
        }
    }

    // Whether the task was still waiting.
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
