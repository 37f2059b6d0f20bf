using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Reelsight.Server.Settings;

namespace Reelsight.Server.Http.Auth;

/// <summary>
/// How a person's browser is known: by a signed cookie that scripts cannot read, so that the API key is nowhere in the page. A cookie goes
/// along with requests that other pages start; those are recognised by what the browser says of their origin, and do not count.
/// </summary>
internal sealed class StudioSessions(SignedTokens tokens, ServerSettings settings, TimeProvider clock)
{
    /// <summary>How long somebody stays signed in.</summary>
    internal static readonly TimeSpan SessionLifetime = TimeSpan.FromDays(30);

    /// <summary>How long a sign-in link can be used, once.</summary>
    internal static readonly TimeSpan LinkLifetime = TimeSpan.FromMinutes(30);
    private const string Purpose = "session";

    private readonly ConcurrentDictionary<string, (string TenantId, DateTimeOffset End)> _links = new();

    /// <summary>The tenant of a request's cookie; null without a valid one, or when another page sent the request.</summary>
    internal string? GetTenant(HttpContext http) =>
        http.Request.Cookies[GetCookieName(http)] is { } cookie && IsOwnPage(http) && tokens.TryRead(Purpose, cookie, 1) is [var tenantId]
            ? tenantId
            : null;

    /// <summary>Signs in: sets the cookie.</summary>
    internal void SignIn(HttpContext http, string tenantId) =>
        http.Response.Cookies.Append(
            GetCookieName(http),
            tokens.Issue(Purpose, clock.GetUtcNow() + SessionLifetime, tenantId),
            CreateCookieOptions(http, SessionLifetime)
        );

    /// <summary>Signs out: removes the cookie.</summary>
    internal void SignOut(HttpContext http) => http.Response.Cookies.Delete(GetCookieName(http), CreateCookieOptions(http, null));

    /// <summary>A secret that signs in once. It is kept in memory alone: a restart ends it.</summary>
    internal (string Token, DateTimeOffset End) IssueLink(string tenantId)
    {
        var now = clock.GetUtcNow();
        foreach (var (old, link) in _links)
        {
            if (link.End <= now)
            {
                _links.TryRemove(old, out _);
            }
        }

        var token = RandomNumberGenerator.GetHexString(48, lowercase: true);
        _links[token] = (tenantId, now + LinkLifetime);
        return (token, now + LinkLifetime);
    }

    /// <summary>Uses a link up; null when it is unknown, used or over.</summary>
    internal string? RedeemLink(string token) =>
        _links.TryRemove(token, out var link) && link.End > clock.GetUtcNow() ? link.TenantId : null;

    /// <summary>Whether one of this server's own pages sent the request, as far as browsers tell.</summary>
    internal bool IsOwnPage(HttpContext http)
    {
        var site = http.Request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
        {
            return site is "same-origin" or "none";
        }
        // Browsers leave that header out where there is no TLS; then the origin decides, which reading requests do not carry.
        var origin = http.Request.Headers.Origin.ToString();
        if (origin.Length == 0)
        {
            return HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        }

        return Uri.TryCreate(origin, UriKind.Absolute, out var from)
            && (from.Authority == http.Request.Host.Value || from.Authority == settings.PublicUrl?.Authority);
    }

    // Cookies do not tell ports apart, and two servers of one machine must not sign each other out.
    private static string GetCookieName(HttpContext http) =>
        http.Request.Host.Port is { } port ? $"reelsight-session-{port}" : "reelsight-session";

    private CookieOptions CreateCookieOptions(HttpContext http, TimeSpan? life) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = http.Request.IsHttps || settings.PublicUrl?.Scheme == Uri.UriSchemeHttps,
            Path = "/",
            MaxAge = life,
        };
}
