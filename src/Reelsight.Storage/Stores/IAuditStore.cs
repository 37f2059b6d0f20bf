using Reelsight.Storage.Records;

namespace Reelsight.Storage.Stores;

/// <summary>The audit log of all tenants. Events are added and, when they are old, deleted; they are never changed.</summary>
public interface IAuditStore
{
    /// <summary>Adds events.</summary>
    Task AddAsync(IReadOnlyList<AuditEventRecord> events, CancellationToken ct);

    /// <summary>A page of events, newest first.</summary>
    Task<Page<AuditEventRecord>> ListAsync(AuditFilter filter, PageWindow window, CancellationToken ct);

    /// <summary>Deletes events before an instant, and of some actions all but the newest.</summary>
    /// <param name="before">The instant.</param>
    /// <param name="bounded">Actions that strangers cause.</param>
    /// <param name="kept">How many events of those actions are kept.</param>
    /// <param name="ct">Cancellation.</param>
    Task PurgeAsync(DateTimeOffset before, IReadOnlyList<string> bounded, int kept, CancellationToken ct);
}
