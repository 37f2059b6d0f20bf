namespace Reelsight.Storage.Records;

/// <summary>A browser that is signed in. Its cookie holds a secret of which only the hash is stored.</summary>
public sealed record StudioSessionRecord
{
    /// <summary>Its id, by which it is listed and ended.</summary>
    public required string Id { get; init; }

    /// <summary>Whose data it opens.</summary>
    public required string TenantId { get; init; }

    /// <summary>The key that opened it and whose scopes it has; it ends with that key.</summary>
    public string? KeyId { get; init; }

    /// <summary>The person who signed in, whose role it has; null when a key did.</summary>
    public string? PersonId { get; init; }

    /// <summary>When the browser signed in.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when on it is refused.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was last used, to the minute; null when never.</summary>
    public DateTimeOffset? LastSeenAt { get; init; }

    /// <summary>The network address that signed in.</summary>
    public string Address { get; init; } = "";

    /// <summary>What the browser calls itself, at most 200 characters.</summary>
    public string UserAgent { get; init; } = "";
}
