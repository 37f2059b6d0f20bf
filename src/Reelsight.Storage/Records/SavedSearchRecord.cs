namespace Reelsight.Storage;

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

/// <summary>A new video that answers a saved search.</summary>
/// <param name="VideoId">Which.</param>
/// <param name="Hits">Moments in it, at least one.</param>
/// <param name="At">When it was found.</param>
/// <param name="Seen">Whether the owner has looked since.</param>
public sealed record SavedSearchAlert(string VideoId, int Hits, DateTimeOffset At, bool Seen);
