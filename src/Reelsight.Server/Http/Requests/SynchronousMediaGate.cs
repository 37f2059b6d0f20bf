namespace Reelsight.Server.Http.Requests;

/// <summary>
/// Media that is described or embedded while somebody waits takes a turn: one file keeps all cores busy, so two at once only make both
/// late.
/// </summary>
internal sealed class SynchronousMediaGate : IDisposable
{
    private readonly SemaphoreSlim _semaphore = new(1, 1);

    /// <summary>Does work when its turn comes.</summary>
    internal async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken ct)
    {
        await _semaphore.WaitAsync(ct);
        try
        {
            return await work();
        }
        finally
        {
            _semaphore.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _semaphore.Dispose();
}
