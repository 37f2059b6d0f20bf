using Reelsight.Storage.Records;

namespace Reelsight.Server.Settings;

/// <summary>How people sign in to the studio by OpenID Connect; without an issuer they do not.</summary>
public sealed record OpenIdSettings
{
    /// <summary>The issuer, under which its description is found.</summary>
    public Uri? Issuer { get; init; }

    /// <summary>What the issuer calls this server.</summary>
    public string? ClientId { get; init; }

    /// <summary>The secret that the issuer gave; null for a public client, which PKCE protects.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>What the button on the sign-in page says.</summary>
    public string Name { get; init; } = "single sign-on";

    /// <summary>The role of people whom the issuer knows and this server does not yet; null refuses them.</summary>
    public PersonRole? Role { get; init; }
}
