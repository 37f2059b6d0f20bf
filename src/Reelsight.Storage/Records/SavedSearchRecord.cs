namespace Reelsight.Storage.Records;

/// <summary>A saved search: a query that is run on every video that becomes ready in its index.</summary>
public sealed record SavedSearchRecord : IResource
{
    /// <summary>Maximum number of alerts; older ones are dropped.</summary>
    public const int MaxAlerts = 200;

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string TenantId { get; init; }

    /// <summary>The index that is searched.</summary>
    public required string IndexId { get; init; }

    /// <summary>Name given by the owner.</summary>
    public required string Name { get; init; }

    /// <summary>The text of the query.</summary>
    public required string QueryText { get; init; }

    /// <summary>The modalities to search: <c>visual</c>, <c>audio</c>, <c>transcription</c>.</summary>
    public required IReadOnlyList<string> SearchOptions { get; init; }

    /// <summary>The minimum confidence of a hit: <c>low</c>, <c>medium</c> or <c>high</c>.</summary>
    public required string Threshold { get; init; }

    /// <summary>The videos with hits that became ready since, oldest first.</summary>
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
