namespace Reelsight.Storage.Records;

/// <summary>An API key as it is remembered: never the key itself, only its hash is stored.</summary>
public sealed record ApiKeyRecord
{
    /// <summary>Its id, by which it is listed and revoked.</summary>
    public required string Id { get; init; }

    /// <summary>Whose key it is.</summary>
    public required string TenantId { get; init; }

    /// <summary>What its owner calls it.</summary>
    public required string Name { get; init; }

    /// <summary>What it may do.</summary>
    public required AccessScopes Scopes { get; init; }

    /// <summary>Whether it is the key of the server's settings, which the next start with another one replaces.</summary>
    public bool Preset { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when on it is refused; null when it has no end.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was last used, to the minute; null when never.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
}
