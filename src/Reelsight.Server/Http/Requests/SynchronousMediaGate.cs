namespace Reelsight.Server.Http.Requests;

/// <summary>
/// Media that is described or embedded while somebody waits takes a turn: one file keeps all cores busy, so two at once only make both
/// late. Tenants take turns, too: who sends many files waits for their own, and not everybody for them.
/// </summary>
internal sealed class SynchronousMediaGate
{
    private readonly Lock _gate = new();

    // Tenants that wait, the next one first.
    private readonly LinkedList<(string Tenant, Queue<TaskCompletionSource> Waiting)> _tenants = [];
    private bool _isTaken;

    /// <summary>Does work when its turn comes.</summary>
    internal async Task<T> RunAsync<T>(string tenantId, Func<Task<T>> work, CancellationToken ct)
    {
        await EnterAsync(tenantId, ct);
        try
        {
            return await work();
        }
        finally
        {
            Leave();
        }
    }

    private async Task EnterAsync(string tenantId, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (!_isTaken)
            {
                _isTaken = true;
                return;
            }

            var queue = _tenants.FirstOrDefault(t => t.Tenant == tenantId).Waiting;
            if (queue is null)
            {
                _tenants.AddLast((tenantId, queue = new Queue<TaskCompletionSource>()));
            }

            queue.Enqueue(turn);
        }

        await using var leaving = ct.Register(() => turn.TrySetCanceled(ct));
        await turn.Task;
    }

    private void Leave()
    {
        lock (_gate)
        {
            while (_tenants.First is { } next)
            {
                _tenants.Remove(next);
                while (next.Value.Waiting.TryDequeue(out var turn))
                {
                    // Who left does not take it.
                    if (!turn.TrySetResult())
                    {
                        continue;
                    }

                    if (next.Value.Waiting.Count > 0)
                    {
                        _tenants.AddLast(next);
                    }

                    return;
                }
            }

            _isTaken = false;
        }
    }
}
