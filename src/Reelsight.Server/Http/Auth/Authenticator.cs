using Microsoft.AspNetCore.Http;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Http.Auth;

/// <summary>
/// Tells who sent a request. Every request asks the database anew, so that what was revoked, ended or signed out is refused at once.
/// </summary>
internal sealed class Authenticator(
    IApiKeyStore keys,
    IPersonStore people,
    StudioSessions sessions,
    UsageRecorder usage,
    TimeProvider clock
)
{
    /// <summary>The caller by the key in <c>x-api-key</c>, or by the cookie when no key was sent; null when neither is good.</summary>
    internal Caller? Find(HttpContext http)
    {
        var key = http.Request.Headers["x-api-key"].ToString().Trim();
        return key.Length > 0 ? FindByKey(key) : FindBySession(http);
    }

    /// <summary>The holder of a key; null when it is unknown, revoked or over.</summary>
    internal Caller? FindByKey(string key)
    {
        if (keys.Find(key, clock.GetUtcNow()) is not { } record)
        {
            return null;
        }

        usage.NoteKey(record.Id);
        return Create(record);
    }

    /// <summary>The signed-in browser of a request; null without one, or when another page sent the request.</summary>
    internal Caller? FindBySession(HttpContext http)
    {
        if (sessions.Find(http) is not { } session || FindOwner(session) is not { } owner)
        {
            return null;
        }

        usage.NoteSession(session.Id);
        return owner with { SessionId = session.Id };
    }

    private Caller? FindOwner(StudioSessionRecord session) =>
        session switch
        {
            { PersonId: { } id } => people.Find(id) is { Disabled: false } person ? PersonSignIn.CreateCaller(person) : null,
            { KeyId: { } id } => keys.FindById(id, clock.GetUtcNow()) is { } key ? Create(key) : null,
            _ => null,
        };

    private static Caller Create(ApiKeyRecord key) =>
        new()
        {
            TenantId = key.TenantId,
            Scopes = ScopeNames.Complete(key.Scopes),
            Name = key.Name,
            KeyId = key.Id,
        };
}
