namespace Reelsight.Storage.Records;

/// <summary>A conversation about a knowledge store; deleted with the store.</summary>
public sealed record SessionRecord : IResource
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string TenantId { get; init; }

    /// <summary>The store it is about.</summary>
    public required string KnowledgeStoreId { get; init; }

    /// <summary>Number of answers begun so far; numbers their messages.</summary>
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
