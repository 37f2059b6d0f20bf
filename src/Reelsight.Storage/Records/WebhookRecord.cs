namespace Reelsight.Storage.Records;

/// <summary>A webhook: an address of the owner that receives events.</summary>
public sealed record WebhookRecord : IResource
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string TenantId { get; init; }

    /// <summary>Where events are posted: an absolute http or https URL.</summary>
    public required string Url { get; init; }

    /// <summary>The kinds of event it wants; empty means all.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset UpdatedAt { get; init; }

    string? IResource.ParentId => null;
    string? IResource.Name => null;
    string? IResource.State => null;
    IReadOnlyList<string> IResource.Links => [];
}
