namespace Reelsight.Storage;

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

/// <summary>A conversation about a knowledge store; it goes with the store.</summary>
public sealed record SessionRecord : IResource
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string TenantId { get; init; }

    /// <summary>The store it is about.</summary>
    public required string KnowledgeStoreId { get; init; }

    /// <summary>Answers begun so far: numbers their messages.</summary>
    public int Messages { get; init; }

    /// <summary>Ids of the items and item collections selected so far, each once.</summary>
    public IReadOnlyList<string> Selections { get; init; } = [];

    /// <summary>The turns that were answered, in order.</summary>
    public IReadOnlyList<SessionTurn> Turns { get; init; } = [];

    /// <inheritdoc/>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset UpdatedAt { get; init; }

    string? IResource.ParentId => KnowledgeStoreId;
    string? IResource.Name => null;
    string? IResource.State => null;
    IReadOnlyList<string> IResource.Links => [];
}

/// <summary>A question and its answer.</summary>
/// <param name="ResponseId">The response that holds the answer.</param>
/// <param name="Question">As it was understood, references resolved.</param>
/// <param name="Answer">The text of the answer.</param>
/// <param name="CitedItemIds">The items it cites, in order, each once.</param>
public sealed record SessionTurn(string ResponseId, string Question, string Answer, IReadOnlyList<string> CitedItemIds);

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

    /// <summary>What the owner noted; null when nothing.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>Its members, in the order they were added, each once. One that has been deleted since is none any more.</summary>
    public IReadOnlyList<string> ItemIds { get; init; } = [];

    /// <inheritdoc/>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset UpdatedAt { get; init; }

    string? IResource.ParentId => KnowledgeStoreId;
    string? IResource.State => null;
    IReadOnlyList<string> IResource.Links => ItemIds;
}
