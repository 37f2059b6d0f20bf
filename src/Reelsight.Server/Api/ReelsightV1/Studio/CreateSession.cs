using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Audit;
using Reelsight.Server.Http.Auth;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.ReelsightV1.Studio;

/// <summary>
/// POST /reelsight/v1/session → 200 and a cookie that signs a browser in for 30 days. <c>api_key</c> or <c>sign_in_token</c>, the secret of
/// a sign-in link, says who; one of them is required. The cookie stands for the key on this server's own pages only, and ends with it.
/// </summary>
internal static class CreateSession
{
    private const string UnknownKey =
        "This is no API key of this server. The key that serve or demo printed is kept in the file api-key of the data folder.";
    private const string UsedLink =
        "This sign-in link was used already, or its time or its key is over. Sign in with the API key, or ask for a new link with: "
        + "reelsight studio";

    internal sealed record Body(string? ApiKey, string? SignInToken);

    internal static async Task<IResult> HandleAsync(
        HttpContext http,
        Authenticator authenticator,
        StudioSessions sessions,
        TenantGate tenants,
        AuditLog audit
    )
    {
        if (!sessions.IsOwnPage(http))
        {
            throw new ApiException(
                403,
                ErrorCodes.ApiNotAllowed,
                "A page of another origin cannot sign in here. Open the studio at this server's own address."
            );
        }

        var body = await Call.ReadJsonAsync(http, StudioWireJson.Default.CreateSessionBody);
        var (caller, reason) = (body.ApiKey?.Trim(), body.SignInToken) switch
        {
            ({ Length: > 0 } key, _) => (authenticator.FindByKey(key), UnknownKey),
            (_, { Length: > 0 } token) => (sessions.RedeemLink(token), UsedLink),
            _ => throw Fail.Missing("api_key or sign_in_token"),
        };
        if (caller is not null)
        {
            tenants.RequireActive(caller.TenantId);
        }

        if (caller is null || !await sessions.SignInAsync(http, caller))
        {
            audit.NoteRefusal(http, AuditActions.SignInRefused);
            throw new ApiException(401, ErrorCodes.ApiKeyInvalid, reason);
        }

        await audit.RecordAsync(http, caller.TenantId, AuditActions.SignIn, caller.Name, caller.ActorId);
        return TypedResults.Json(SessionView.From(caller), StudioWireJson.Default.SessionView);
    }
}

/// <summary>Whether a browser is signed in, and as whom: the name of the key, and what it may do.</summary>
internal sealed record SessionView(bool SignedIn, string? Name = null, IReadOnlyList<string>? Scopes = null, bool? InstanceAdmin = null)
{
    internal static SessionView From(Caller? caller) =>
        caller is null ? new(false) : new(true, caller.Name, ScopeNames.From(caller.Scopes), caller.IsInstanceAdmin);
}
