namespace Reelsight.Storage.Stores;

/// <summary>Which sessions of a tenant are meant; a null field means any.</summary>
/// <param name="TenantId">The tenant.</param>
public sealed record StudioSessionFilter(string TenantId)
{
    /// <summary>Only this one.</summary>
    public string? Id { get; init; }

    /// <summary>All but this one.</summary>
    public string? ExceptId { get; init; }

    /// <summary>Only those that this key opened.</summary>
    public string? KeyId { get; init; }

    /// <summary>Only those of this person.</summary>
    public string? PersonId { get; init; }
}
