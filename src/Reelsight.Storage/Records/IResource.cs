namespace Reelsight.Storage.Records;

/// <summary>
/// What every small record of the API has in common: entities, knowledge stores, embedding and analysis tasks, sessions and the like.
/// Records that are many, joined or searched inside (indexes, assets, videos, tasks) have tables of their own.
/// </summary>
public interface IResource
{
    /// <summary>Unique within the tenant, whatever the kind.</summary>
    string Id { get; }

    /// <summary>The owner.</summary>
    string TenantId { get; }

    /// <summary>The resource it goes with when that is deleted, or null.</summary>
    string? ParentId { get; }

    /// <summary>What lists can be filtered and sorted by, or null.</summary>
    string? Name { get; }

    /// <summary>The state, as the API spells it, or null for resources without states.</summary>
    string? State { get; }

    /// <summary>Ids of assets and other resources it refers to, and hashes of contents it keeps from being deleted.</summary>
    IReadOnlyList<string> Links { get; }

    /// <summary>UTC.</summary>
    DateTimeOffset CreatedAt { get; }

    /// <summary>UTC.</summary>
    DateTimeOffset UpdatedAt { get; }
}
