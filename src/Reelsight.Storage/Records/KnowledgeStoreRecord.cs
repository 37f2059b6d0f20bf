namespace Reelsight.Storage.Records;

/// <summary>
/// A collection of videos and pictures that an agent can be asked about. Its items are the videos of the index that has its id
/// (<see cref="IndexRecord.IsKnowledgeStore"/>), so they are described, searched and deleted as all videos are.
/// </summary>
public sealed record KnowledgeStoreRecord : IResource
{
    /// <summary>What the ids of knowledge stores begin with.</summary>
    public const string IdPrefix = "ks";

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string TenantId { get; init; }

    /// <summary>As its owner calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Free text, or null.</summary>
    public string? Description { get; init; }

    /// <summary>What the owner noted; null when nothing.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>What to look for when items come in: JSON as the API shows it, or null. Never changes.</summary>
    public string? IngestionConfigJson { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset UpdatedAt { get; init; }

    string? IResource.ParentId => null;
    string? IResource.State => null;
    IReadOnlyList<string> IResource.Links => [];
}
