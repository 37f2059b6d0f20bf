namespace Reelsight.Storage.Stores;

/// <summary>Which events of a tenant's audit log are meant; a null field means any.</summary>
/// <param name="TenantId">The tenant.</param>
public sealed record AuditFilter(string TenantId)
{
    /// <summary>Only this action.</summary>
    public string? Action { get; init; }

    /// <summary>Only at or after this instant.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only before this instant.</summary>
    public DateTimeOffset? Before { get; init; }
}
