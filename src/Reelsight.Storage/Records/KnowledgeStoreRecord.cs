namespace Reelsight.Storage.Records;

/// <summary>
/// A collection of videos and images that an agent answers questions about. Its items are the videos of the index with the same id
/// (<see cref="IndexRecord.IsKnowledgeStore"/>), so they are described, searched and deleted like all videos.
/// </summary>
public sealed record KnowledgeStoreRecord : IResource
{
    /// <summary>Prefix of the ids of knowledge stores.</summary>
    public const string IdPrefix = "ks";

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string TenantId { get; init; }

    /// <summary>As its owner calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Free text, or null.</summary>
    public string? Description { get; init; }

    /// <summary>The owner's metadata, or null.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>Options for the ingestion of items, as JSON in the API's form, or null. Never changes.</summary>
    public string? IngestionConfigJson { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset UpdatedAt { get; init; }

    string? IResource.ParentId => null;
    string? IResource.State => null;
    IReadOnlyList<string> IResource.Links => [];
}
