namespace Reelsight.Storage.Queue;

/// <summary>
/// Wakes all waiting workers of this process when a job was enqueued; they may look for different kinds. A worker passes the count that it
/// saw before it last looked, so a job that arrives in between does not go unnoticed.
/// </summary>
internal sealed class JobSignal(TimeProvider time)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _next = NewSource();
    private long _enqueueCount;

    /// <summary>Number of transactions that enqueued jobs.</summary>
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
            // Timed out: a retry or an expired lease may be due.
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
