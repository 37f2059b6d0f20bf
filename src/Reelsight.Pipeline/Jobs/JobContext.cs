using Reelsight.Storage.Queue;

namespace Reelsight.Pipeline.Jobs;

/// <summary>A running job, and where its handler reports progress.</summary>
/// <param name="job">The job under its lease.</param>
/// <param name="transfers">Slots for transfers; null where the number of jobs does not matter.</param>
/// <param name="permit">The right to be at work; null where the number of jobs does not matter.</param>
/// <param name="transferRetryDelay">How long the job is put off when no slot for a transfer is free.</param>
public sealed class JobContext(Job job, TransferSlots? transfers = null, WorkerPermit? permit = null, TimeSpan transferRetryDelay = default)
    : IStageProgress
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, double> _stages = [];

    /// <summary>The job under its lease.</summary>
    public Job Job { get; } = job;

    /// <summary>Name and progress of the stage that has furthest to go, because that is what a person waits for.</summary>
    public JobProgress Progress
    {
        get
        {
            lock (_gate)
            {
                if (_stages.Count == 0)
                {
                    return new JobProgress("starting", 0);
                }

                var slowest = _stages.MinBy(s => s.Value);
                return new JobProgress(slowest.Key, slowest.Value);
            }
        }
    }

    /// <summary>
    /// Runs a transfer from or to another server. The job gives up its worker meanwhile, so that whoever answers slowly, or never, holds up
    /// no other job.
    /// </summary>
    /// <exception cref="JobPostponedException">All transfers that this tenant may have are under way; nothing has begun.</exception>
    public async Task<T> TransferAsync<T>(Func<Task<T>> transfer, CancellationToken ct)
    {
        if (transfers is null)
        {
            return await transfer();
        }

        T transferred;
        using (transfers.TryTake(Job.TenantId) ?? throw new JobPostponedException(transferRetryDelay))
        {
            permit?.Leave();
            transferred = await transfer();
        }

        try
        {
            await (permit?.ReturnAsync(ct) ?? Task.CompletedTask);
            return transferred;
        }
        catch when (transferred is IAsyncDisposable held)
        {
            await held.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Begin(params ReadOnlySpan<string> stages)
    {
        lock (_gate)
        {
            _stages.Clear();
            foreach (var stage in stages)
            {
                _stages[stage] = 0;
            }
        }
    }

    /// <inheritdoc/>
    public void Report(string stage, double fraction)
    {
        lock (_gate)
        {
            _stages[stage] = Math.Clamp(fraction, 0, 1);
        }
    }
}
