using System.Collections.Concurrent;
using System.Globalization;
using Reelsight.Core.Errors;
using Reelsight.Storage.Stores;

namespace Reelsight.Pipeline.Assets;

/// <summary>
/// Holds tenants to what they may store and index. Bytes that are arriving count, so that many uploads at once cannot pass together.
/// </summary>
public sealed class TenantQuotas(ITenantStore tenants, TimeProvider clock)
{
    private const double SecondsPerMinute = 60;
    private readonly ConcurrentDictionary<string, InFlight> _arriving = new();

    /// <summary>Refuses bytes that are announced and would not fit.</summary>
    /// <exception cref="DomainException">403: the quota would be exceeded.</exception>
    public void CheckStorage(string tenantId, long addedBytes)
    {
        if (tenants.Find(tenantId)?.MaxStorageBytes is { } most)
        {
            var free = most - tenants.GetUsage(tenantId, clock.GetUtcNow()).StorageBytes - GetInFlight(tenantId).Bytes;
            if (addedBytes > free)
            {
                throw CreateStorageExceeded(most);
            }
        }
    }

    /// <summary>Refuses footage that would not fit into the tenant's indexes.</summary>
    /// <param name="tenantId">The tenant.</param>
    /// <param name="addedSec">Its length in seconds; 0 when it is not known yet.</param>
    /// <exception cref="DomainException">403: the quota is used up, or would be exceeded.</exception>
    public void CheckIndexedTime(string tenantId, double addedSec)
    {
        if (tenants.Find(tenantId)?.MaxIndexedMinutes is not { } most)
        {
            return;
        }

        var used = tenants.GetUsage(tenantId, clock.GetUtcNow()).IndexedSec;
        if (used + addedSec > most * SecondsPerMinute || (addedSec <= 0 && used >= most * SecondsPerMinute))
        {
            throw new DomainException(
                DomainErrorKind.Forbidden,
                new Failure(
                    FailureCodes.UsageLimitExceeded,
                    $"This account may index {most.ToString(CultureInfo.InvariantCulture)} minutes of footage, and this would be more. "
                        + "Delete videos, or ask the administrator of the server for a larger quota."
                )
            );
        }
    }

    /// <summary>Counts bytes of a tenant while they arrive.</summary>
    /// <returns>The same bytes; reading more than fits ends with a <see cref="DomainException"/> (403).</returns>
    internal QuotaStream Guard(string tenantId, Stream content)
    {
        var most = tenants.Find(tenantId)?.MaxStorageBytes;
        return new QuotaStream(content, GetInFlight(tenantId), GetFree, () => CreateStorageExceeded(most ?? long.MaxValue));

        long GetFree() => most is { } limit ? limit - tenants.GetUsage(tenantId, clock.GetUtcNow()).StorageBytes : long.MaxValue;
    }

    private InFlight GetInFlight(string tenantId) => _arriving.GetOrAdd(tenantId, _ => new InFlight());

    private static DomainException CreateStorageExceeded(long most) =>
        new(
            DomainErrorKind.Forbidden,
            new Failure(
                FailureCodes.UsageLimitExceeded,
                $"This account may store {most.ToString(CultureInfo.InvariantCulture)} bytes, and this would be more. Delete assets, or "
                    + "ask the administrator of the server for a larger quota."
            )
        );

    /// <summary>Bytes of one tenant that are arriving and in no record yet.</summary>
    internal sealed class InFlight
    {
        private long _bytes;

        internal long Bytes => Interlocked.Read(ref _bytes);

        internal long Add(long bytes) => Interlocked.Add(ref _bytes, bytes);
    }
}
