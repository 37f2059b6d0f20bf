namespace Reelsight.Pipeline.Jobs;

/// <summary>
/// Transfers from and to other servers, which wait for strangers and need no processor: a limited number at once, and half of them for one
/// tenant. Thread-safe.
/// </summary>
/// <param name="count">How many there are; at least 1.</param>
public sealed class TransferSlots(int count)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _byTenant = new(StringComparer.Ordinal);
    private readonly int _perTenant = Math.Max(1, count / 2);
    private int _taken;

    /// <summary>How many are taken.</summary>
    public int Taken
    {
        get
        {
            lock (_gate)
            {
                return _taken;
            }
        }
    }

    /// <summary>Takes a slot until the result is disposed; null when none is free for this tenant.</summary>
    public IDisposable? TryTake(string tenantId)
    {
        lock (_gate)
        {
            var own = _byTenant.GetValueOrDefault(tenantId);
            if (_taken >= count || own >= _perTenant)
            {
                return null;
            }

            _taken++;
            _byTenant[tenantId] = own + 1;
            return new Slot(this, tenantId);
        }
    }

    private void Release(string tenantId)
    {
        lock (_gate)
        {
            _taken--;
            if (--_byTenant[tenantId] == 0)
            {
                _byTenant.Remove(tenantId);
            }
        }
    }

    private sealed class Slot(TransferSlots slots, string tenantId) : IDisposable
    {
        private TransferSlots? _slots = slots;

        public void Dispose() => Interlocked.Exchange(ref _slots, null)?.Release(tenantId);
    }
}
