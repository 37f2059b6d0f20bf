namespace Reelsight.Storage.Stores;

/// <summary>
/// The visual spaces in which a tenant's footage is described. Their names include the version of the describers. One space is active,
/// which means that it is searched; others are being built, or kept until they are dropped.
/// </summary>
public interface IVisualSpaceStore
{
    /// <summary>The space that is searched, or null while nothing is described: the first description determines it.</summary>
    string? FindActive(string tenantId);

    /// <summary>Every space that has descriptions, in order of their names.</summary>
    Task<IReadOnlyList<VisualSpaceProgress>> ListAsync(string tenantId, CancellationToken ct);

    /// <summary>Ready videos that could not be described in a space, oldest first.</summary>
    Task<IReadOnlyList<VisualSpaceFailure>> ListFailuresAsync(string tenantId, string space, int limit, CancellationToken ct);

    /// <summary>
    /// The oldest media content of the searched space that another space lacks, with the version of its description; null when it lacks
    /// none.
    /// </summary>
    Task<DescriptionVersion?> FindNextMissingAsync(string tenantId, string space, CancellationToken ct);

    /// <summary>
    /// Makes a space the one that is searched, atomically. A manual switch declines the previous space, so that it does not become active
    /// again by itself.
    /// </summary>
    /// <returns>
    /// False, and nothing changed, when the space lacks a media content of the searched one, or is declined and the switch is not manual.
    /// </returns>
    Task<bool> ActivateAsync(string tenantId, string space, bool isManual, CancellationToken ct);

    /// <summary>Deletes all descriptions in a space; false when it is the searched one or there are none.</summary>
    Task<bool> DropAsync(string tenantId, string space, CancellationToken ct);

    /// <summary>The tenants that have descriptions.</summary>
    Task<IReadOnlyList<string>> ListTenantsAsync(CancellationToken ct);
}
