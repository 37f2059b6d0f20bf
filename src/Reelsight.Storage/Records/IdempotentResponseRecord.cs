namespace Reelsight.Storage.Records;

/// <summary>The response to the first request with an idempotency key, returned again for repeated requests.</summary>
public sealed record IdempotentResponseRecord : IResource
{
    /// <summary>Derived from the client's key; unique within the tenant.</summary>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string TenantId { get; init; }

    /// <summary>SHA-256 of method, path, query and body, in lower-case hex.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>HTTP status of the response.</summary>
    public required int Status { get; init; }

    /// <summary>Media type of the response, or null when it has no body.</summary>
    public string? ContentType { get; init; }

    /// <summary>Body of the response.</summary>
    public required byte[] Body { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset CreatedAt { get; init; }

    DateTimeOffset IResource.UpdatedAt => CreatedAt;
    string? IResource.ParentId => null;
    string? IResource.Name => null;
    string? IResource.State => null;
    IReadOnlyList<string> IResource.Links => [];
}
