using Microsoft.AspNetCore.Http;
using Reelsight.Server.Settings;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Http.Auth;

/// <summary>Who sent a request, as far as the key or the cookie tells.</summary>
internal sealed record Caller
{
    private static readonly object _item = new();

    /// <summary>Whose data the request is about.</summary>
    internal required string TenantId { get; init; }

    /// <summary>What it may do.</summary>
    internal required AccessScopes Scopes { get; init; }

    /// <summary>The name of the person, or what people call the key.</summary>
    internal required string Name { get; init; }

    /// <summary>The key that was sent, or that the session was opened with.</summary>
    internal string? KeyId { get; init; }

    /// <summary>The person who signed in; null when a key was sent or signed in.</summary>
    internal string? PersonId { get; init; }

    /// <summary>The session of the cookie; null when a key was sent.</summary>
    internal string? SessionId { get; init; }

    /// <summary>Who is named in the audit log.</summary>
    internal string? ActorId => PersonId ?? KeyId;

    /// <summary>Whether it manages the whole server: the administrator of the tenant that the settings' key belongs to.</summary>
    internal bool IsInstanceAdmin => TenantId == TenantNames.Default && Scopes.HasFlag(AccessScopes.Admin);

    /// <summary>The caller of a request that passed <see cref="ApiKeyMiddleware"/>; null on paths that need no key.</summary>
    internal static Caller? Find(HttpContext http) => (Caller?)http.Items[_item];

    /// <summary>The caller of a request that passed <see cref="ApiKeyMiddleware"/>.</summary>
    internal static Caller Get(HttpContext http) =>
        Find(http) ?? throw new InvalidOperationException("The route lies outside the paths that need a key.");

    /// <summary>Notes who sent a request.</summary>
    internal static void Set(HttpContext http, Caller caller) => http.Items[_item] = caller;
}
