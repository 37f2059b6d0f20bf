namespace Reelsight.Storage.Records;

/// <summary>Somebody who signs in to the studio.</summary>
public sealed record PersonRecord
{
    /// <summary>Their id.</summary>
    public required string Id { get; init; }

    /// <summary>The tenant whose data they see.</summary>
    public required string TenantId { get; init; }

    /// <summary>The name they sign in with, which their labels and the audit log carry. Unique on the server, whatever its case.</summary>
    public required string Name { get; init; }

    /// <summary>What they may do.</summary>
    public required PersonRole Role { get; init; }

    /// <summary>A salted, slow hash of the password; null when they sign in elsewhere.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>The OpenID Connect issuer that knows them; null when they have a password.</summary>
    public string? Issuer { get; init; }

    /// <summary>Their id at the issuer.</summary>
    public string? Subject { get; init; }

    /// <summary>Whether they are refused.</summary>
    public bool Disabled { get; init; }

    /// <summary>When they last signed in; null when never.</summary>
    public DateTimeOffset? LastSignInAt { get; init; }

    /// <summary>When the record was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}
