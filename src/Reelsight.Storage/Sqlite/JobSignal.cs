namespace Reelsight.Storage.Sqlite;

/// <summary>
/// Wakes waiting workers of this process. Counts enqueued jobs that nobody has taken yet, so a job that arrives between
/// a worker's last look and its wait is not slept through, and two jobs wake two workers.
/// </summary>
internal sealed class JobSignal(TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _jobs = new(0);

    public void Enqueued() => _jobs.Release();

    /// <summary>A job was taken without waiting for it: one signal less is owed.</summary>
    public void Taken() => _jobs.Wait(0);

    public async Task WaitAsync(TimeSpan atMost, CancellationToken ct)
    {
        using var elapsed = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, elapsed.Token);
        try
        {
            await _jobs.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // The time is up: a retry or an expired lease may be due.
        }
    }

    public void Dispose() => _jobs.Dispose();
}
