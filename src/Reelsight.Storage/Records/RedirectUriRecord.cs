namespace Reelsight.Storage.Records;

/// <summary>A redirect URI that authorizations may use.</summary>
public sealed record RedirectUriRecord : IResource
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string TenantId { get; init; }

    /// <summary>As it was given; unique within the tenant.</summary>
    public required string RedirectUri { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset UpdatedAt { get; init; }

    string? IResource.ParentId => null;
    string? IResource.Name => RedirectUri;
    string? IResource.State => null;
    IReadOnlyList<string> IResource.Links => [];
}
