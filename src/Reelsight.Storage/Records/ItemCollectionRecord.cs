namespace Reelsight.Storage.Records;

/// <summary>A named selection of a knowledge store's items.</summary>
public sealed record ItemCollectionRecord : IResource
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string TenantId { get; init; }

    /// <summary>The store it belongs to.</summary>
    public required string KnowledgeStoreId { get; init; }

    /// <summary>Unique within the store.</summary>
    public required string Name { get; init; }

    /// <summary>Free text, or null.</summary>
    public string? Description { get; init; }

    /// <summary>The owner's metadata, or null.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>
    /// Ids of its items in the order in which they were added, each once. Items deleted since may be among them and do not count.
    /// </summary>
    public IReadOnlyList<string> ItemIds { get; init; } = [];

    /// <inheritdoc/>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset UpdatedAt { get; init; }

    string? IResource.ParentId => KnowledgeStoreId;
    string? IResource.State => null;
    IReadOnlyList<string> IResource.Links => ItemIds;
}
