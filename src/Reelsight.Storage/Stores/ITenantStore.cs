using Reelsight.Storage.Records;

namespace Reelsight.Storage.Stores;

/// <summary>The tenants of this server.</summary>
public interface ITenantStore
{
    /// <summary>One tenant or null. Nothing is cached: what is suspended is refused at once.</summary>
    TenantRecord? Find(string id);

    /// <summary>Adds a tenant.</summary>
    Task AddAsync(TenantRecord tenant, CancellationToken ct);

    /// <summary>A page of tenants, oldest first.</summary>
    Task<Page<TenantRecord>> ListAsync(PageWindow window, CancellationToken ct);

    /// <summary>Tenants whose deletion has begun.</summary>
    Task<IReadOnlyList<TenantRecord>> ListRemovedAsync(CancellationToken ct);

    /// <summary>Replaces a tenant by the result of <paramref name="change"/>, whose exceptions pass through.</summary>
    /// <returns>The new state, or null when the tenant is gone.</returns>
    Task<TenantRecord?> UpdateAsync(string id, Func<TenantRecord, TenantRecord> change, CancellationToken ct);

    /// <summary>What a tenant uses.</summary>
    TenantUsage GetUsage(string id, DateTimeOffset now);

    /// <summary>Deletes every record of a tenant, in all tables, but the tenant itself.</summary>
    Task DeleteRecordsAsync(string id, CancellationToken ct);

    /// <summary>Deletes a tenant with what was added since its records were deleted.</summary>
    Task DeleteAsync(string id, CancellationToken ct);
}
