using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Reelsight.Core;
using Reelsight.Server.Http.Audit;
using Reelsight.Server.Settings;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Http.Auth;

/// <summary>
/// How a person's browser is known: by a cookie that scripts cannot read, with a random secret whose hash the database holds, so that the
/// API key is nowhere in the page and signing out ends the session for good. A cookie goes along with requests that other pages start;
/// those are recognised by what the browser says of their origin, and do not count.
/// </summary>
internal sealed class StudioSessions(IStudioSessionStore sessions, IdGenerator ids, ServerSettings settings, TimeProvider clock)
{
    /// <summary>How long somebody stays signed in.</summary>
    internal static readonly TimeSpan SessionLifetime = TimeSpan.FromDays(30);

    /// <summary>How long a sign-in link can be used, once.</summary>
    internal static readonly TimeSpan LinkLifetime = TimeSpan.FromMinutes(30);
    private const int SecretBytes = 32;
    private const int MaxUserAgent = 200;

    private readonly ConcurrentDictionary<string, (Caller Caller, DateTimeOffset End)> _links = new();

    /// <summary>The session of a request's cookie; null without a valid one, or when another page sent the request.</summary>
    internal StudioSessionRecord? Find(HttpContext http) =>
        http.Request.Cookies[GetCookieName(http)] is { Length: 2 * SecretBytes } secret && IsOwnPage(http)
            ? sessions.Find(secret, clock.GetUtcNow())
            : null;

    /// <summary>Signs in: remembers the session and sets the cookie. An earlier session of the browser ends.</summary>
    /// <returns>False when the caller's key was revoked meanwhile.</returns>
    internal async Task<bool> SignInAsync(HttpContext http, Caller caller)
    {
        await EndAsync(http);
        var now = clock.GetUtcNow();
        var secret = RandomNumberGenerator.GetHexString(2 * SecretBytes, lowercase: true);
        var agent = http.Request.Headers.UserAgent.ToString();
        var session = new StudioSessionRecord
        {
            Id = ids.Next(),
            TenantId = caller.TenantId,
            KeyId = caller.KeyId,
            PersonId = caller.PersonId,
            CreatedAt = now,
            ExpiresAt = now + SessionLifetime,
            Address = ClientAddress.Get(http),
            UserAgent = agent[..Math.Min(agent.Length, MaxUserAgent)],
        };
        if (!await sessions.AddAsync(session, secret, http.RequestAborted))
        {
            return false;
        }

        http.Response.Cookies.Append(GetCookieName(http), secret, CreateCookieOptions(http, SessionLifetime));
        return true;
    }

    /// <summary>Signs out: ends the session and removes the cookie.</summary>
    internal async Task SignOutAsync(HttpContext http)
    {
        await EndAsync(http);
        http.Response.Cookies.Delete(GetCookieName(http), CreateCookieOptions(http, null));
    }

    /// <summary>A secret that signs in once, with the caller's rights. It is kept in memory alone: a restart ends it.</summary>
    internal (string Token, DateTimeOffset End) IssueLink(Caller caller)
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
        _links[token] = (caller, now + LinkLifetime);
        return (token, now + LinkLifetime);
    }

    /// <summary>Uses a link up; null when it is unknown, used or over.</summary>
    internal Caller? RedeemLink(string token) => _links.TryRemove(token, out var link) && link.End > clock.GetUtcNow() ? link.Caller : null;

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

    private async Task EndAsync(HttpContext http)
    {
        if (Find(http) is { } session)
        {
            await sessions.DeleteAsync(new StudioSessionFilter(session.TenantId) { Id = session.Id }, http.RequestAborted);
        }
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
