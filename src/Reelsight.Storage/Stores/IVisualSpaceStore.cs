namespace Reelsight.Storage.Stores;

/// <summary>
/// The visual spaces in which a tenant's footage is described, by names that cover the describers' version. Searches look in one of them;
/// others are being built, or kept until they are dropped.
/// </summary>
public interface IVisualSpaceStore
{
    /// <summary>The space that is searched, or null while nothing is described: the first description decides it.</summary>
    string? FindActive(string tenantId);

    /// <summary>Every space that has descriptions, in order of their names.</summary>
    Task<IReadOnlyList<VisualSpaceProgress>> ListAsync(string tenantId, CancellationToken ct);

    /// <summary>Ready videos that could not be placed in a space, oldest first.</summary>
    Task<IReadOnlyList<VisualSpaceFailure>> ListFailuresAsync(string tenantId, string space, int limit, CancellationToken ct);

    /// <summary>
    /// A content of the searched space that another lacks, the oldest, with the version under which it is described; null when it lacks
    /// none.
    /// </summary>
    Task<DescriptionVersion?> FindNextMissingAsync(string tenantId, string space, CancellationToken ct);

    /// <summary>
    /// Has searches look in a space from now on, all at one stroke. Switching by hand declines the space that is searched so far, so that
    /// it does not come back by itself.
    /// </summary>
    /// <returns>False when the space lacks a content of the searched one, or is declined and this is not by hand: nothing
    /// changed.</returns>
    Task<bool> ActivateAsync(string tenantId, string space, bool byHand, CancellationToken ct);

    /// <summary>Deletes every description in a space that is not searched; false when it is, or there is none.</summary>
    Task<bool> DropAsync(string tenantId, string space, CancellationToken ct);

    /// <summary>Tenants that have anything described.</summary>
    Task<IReadOnlyList<string>> ListTenantsAsync(CancellationToken ct);
}
