using Reelsight.Core.Errors;
using Reelsight.Pipeline.Jobs;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Labels.Teaching;

/// <summary>
/// Trains a label after its examples have changed. Changes that come while it waits are one training; one that comes while it trains has
/// queued another.
/// </summary>
public sealed class TeachLabelHandler(
    IResourceStore<TaughtLabelRecord> taught,
    IResourceStore<LabelSetRecord> sets,
    LabelTeacher teacher,
    TimeProvider clock
) : IJobHandler
{
    /// <inheritdoc/>
    public string Kind => LabelTeacher.JobKind;

    /// <inheritdoc/>
    public bool IsQuick => true;

    /// <inheritdoc/>
    public async Task HandleAsync(JobContext context, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(context);
        // Before the examples are read: what changes later queues again.
        var record = await SetReadyAsync(context.Job, ct);
        if (
            record is null
            || await sets.FindAsync(record.TenantId, record.LabelSetId, ct) is not { } set
            || set.Labels.FirstOrDefault(l => l.Id == record.LabelId) is not { } label
        )
        {
            return;
        }

        context.Begin(Kind);
        await teacher.TrainAsync(set, label, ct);
    }

    /// <inheritdoc/>
    public Task FailAsync(Job job, Failure failure, CancellationToken ct) => SetReadyAsync(job, ct);

    private Task<TaughtLabelRecord?> SetReadyAsync(Job job, CancellationToken ct) =>
        taught.UpdateAsync(
            job.TenantId,
            job.SubjectId,
            r => r with { State = LabelJobStates.Ready, UpdatedAt = clock.GetUtcNow() },
            [],
            ct
        );
}
