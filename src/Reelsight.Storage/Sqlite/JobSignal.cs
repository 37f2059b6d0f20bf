namespace Reelsight.Storage.Sqlite;

/// <summary>
/// Wakes the waiting workers of this process, all of them, because they may look for different kinds. A worker says which arrivals it had
/// seen when it last looked, so a job that arrives between its look and its wait is not slept through.
/// </summary>
internal sealed class JobSignal(TimeProvider time)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _next = NewSource();
    private long _arrivals;

    /// <summary>Transactions so far that enqueued a job.</summary>
    public long Arrivals => Volatile.Read(ref _arrivals);

    public void Enqueued()
    {
        TaskCompletionSource reached;
        lock (_gate)
        {
            _arrivals++;
            reached = _next;
            _next = NewSource();
        }
        reached.SetResult();
    }

    public async Task WaitAsync(long seen, TimeSpan atMost, CancellationToken ct)
    {
        Task next;
        lock (_gate)
        {
            if (_arrivals != seen)
            {
                return;
            }
            next = _next.Task;
        }
        try
        {
            await next.WaitAsync(atMost, time, ct);
        }
        catch (TimeoutException)
        {
            // The time is up: a retry or an expired lease may be due.
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
