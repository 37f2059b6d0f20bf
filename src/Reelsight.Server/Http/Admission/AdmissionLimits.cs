using System.Threading.RateLimiting;
using Reelsight.Server.Settings;

namespace Reelsight.Server.Http.Admission;

/// <summary>
/// Counts the requests at work, by kind and by tenant. A service, because the limiters have timers that run until they are disposed of, and
/// nobody disposes of middleware.
/// </summary>
/// <param name="settings">How many requests of one kind may be at work.</param>
internal sealed class AdmissionLimits(ServerSettings settings) : IDisposable
{
    private readonly PartitionedRateLimiter<(string Category, string Tenant)> _tenants = Create<(string Category, string Tenant)>(
        Math.Max(1, settings.MaxRequests / 2)
    );

    private readonly PartitionedRateLimiter<string> _all = Create<string>(settings.MaxRequests);

    /// <summary>How many requests of one kind a tenant may have at work.</summary>
    public int PerTenant { get; } = Math.Max(1, settings.MaxRequests / 2);

    /// <summary>Takes one of a tenant's places; disposing of the lease gives it back.</summary>
    public RateLimitLease TryEnter(string category, string tenant) => _tenants.AttemptAcquire((category, tenant));

    /// <summary>Takes one of all places; disposing of the lease gives it back.</summary>
    public RateLimitLease TryEnter(string category) => _all.AttemptAcquire(category);

    /// <inheritdoc/>
    public void Dispose()
    {
        _tenants.Dispose();
        _all.Dispose();
    }

    private static PartitionedRateLimiter<T> Create<T>(int permits)
        where T : notnull =>
        PartitionedRateLimiter.Create<T, T>(key =>
            RateLimitPartition.GetConcurrencyLimiter(key, _ => new ConcurrencyLimiterOptions { PermitLimit = permits, QueueLimit = 0 })
        );
}
