namespace Reelsight.Storage.Queue;

/// <summary>
/// Wakes the waiting workers of this process, all of them, because they may look for different kinds. A worker says which arrivals it had
/// seen when it last looked, so a job that arrives between its look and its wait is not slept through.
/// </summary>
internal sealed class JobSignal(TimeProvider time)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _next = NewSource();
    private long _enqueueCount;

    /// <summary>Transactions so far that enqueued a job.</summary>
    public long EnqueueCount => Volatile.Read(ref _enqueueCount);

    public void NotifyEnqueued()
    {
        TaskCompletionSource reached;
        lock (_gate)
        {
            _enqueueCount++;
            reached = _next;
            _next = NewSource();
        }
        reached.SetResult();
    }

    public async Task WaitAsync(long seenCount, TimeSpan timeout, CancellationToken ct)
    {
        Task next;
        lock (_gate)
        {
            if (_enqueueCount != seenCount)
            {
                return;
            }
            next = _next.Task;
        }
        try
        {
            await next.WaitAsync(timeout, time, ct);
        }
        catch (TimeoutException)
        {
            // The time is up: a retry or an expired lease may be due.
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
