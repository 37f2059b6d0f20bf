namespace Reelsight.Storage.Records;

/// <summary>A question that is asked anew of every video that gets ready in its index.</summary>
public sealed record SavedSearchRecord : IResource
{
    /// <summary>So many alerts are kept, the newest.</summary>
    public const int MaxAlerts = 200;

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string TenantId { get; init; }

    /// <summary>The index it looks in.</summary>
    public required string IndexId { get; init; }

    /// <summary>What the owner calls it.</summary>
    public required string Name { get; init; }

    /// <summary>The words.</summary>
    public required string QueryText { get; init; }

    /// <summary>Where to look: <c>visual</c>, <c>audio</c>, <c>transcription</c>.</summary>
    public required IReadOnlyList<string> SearchOptions { get; init; }

    /// <summary>The lowest confidence of a hit: <c>low</c>, <c>medium</c> or <c>high</c>.</summary>
    public required string Threshold { get; init; }

    /// <summary>Videos that got ready since and hold hits, oldest first.</summary>
    public IReadOnlyList<SavedSearchAlert> Alerts { get; init; } = [];

    /// <inheritdoc/>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset UpdatedAt { get; init; }

    string? IResource.ParentId => null;
    string? IResource.Name => Name;
    string? IResource.State => null;
    IReadOnlyList<string> IResource.Links => [IndexId];
}
