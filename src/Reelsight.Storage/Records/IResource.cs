namespace Reelsight.Storage.Records;

/// <summary>
/// A small record of the API that is stored as JSON: entities, knowledge stores, embedding and analysis tasks, sessions and the like.
/// Records that are numerous or joined in queries (indexes, assets, videos, indexing tasks) have tables of their own.
/// </summary>
public interface IResource
{
    /// <summary>Unique within the tenant, whatever the kind.</summary>
    string Id { get; }

    /// <summary>The owner.</summary>
    string TenantId { get; }

    /// <summary>The resource with which it is deleted, or null.</summary>
    string? ParentId { get; }

    /// <summary>Name by which lists can be filtered and sorted, or null.</summary>
    string? Name { get; }

    /// <summary>The state, as the API spells it, or null for resources without states.</summary>
    string? State { get; }

    /// <summary>
    /// Ids of assets and other resources that it refers to, and hashes of media contents that it keeps from being deleted.
    /// </summary>
    IReadOnlyList<string> Links { get; }

    /// <summary>UTC.</summary>
    DateTimeOffset CreatedAt { get; }

    /// <summary>UTC.</summary>
    DateTimeOffset UpdatedAt { get; }
}
