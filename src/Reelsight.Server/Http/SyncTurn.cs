namespace Reelsight.Server.Http;

/// <summary>
/// Media that is described or embedded while somebody waits takes a turn: one file keeps all cores busy, so two at once only make both
/// late.
/// </summary>
internal sealed class SyncTurn : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Does work when its turn comes.</summary>
    internal async Task<T> TakeAsync<T>(Func<Task<T>> work, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            return await work();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();
}
