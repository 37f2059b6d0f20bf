using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Audit;
using Reelsight.Server.Http.Auth;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.ReelsightV1.Studio;

/// <summary>
/// POST /reelsight/v1/session → 200 and a cookie that signs a browser in for 30 days. <c>name</c> and <c>password</c> of a person,
/// <c>api_key</c>, or <c>sign_in_token</c>, the secret of a sign-in link, says who. The cookie counts on this server's own pages only, and
/// ends with the person or the key.
/// </summary>
internal static class CreateSession
{
    private const string UnknownKey =
        "This is no API key of this server. The key that serve or demo printed is kept in the file api-key of the data folder.";
    private const string WrongPassword =
        "The name or the password is wrong. An administrator can set a new password under Settings, or with: reelsight people password";
    private const string UsedLink =
        "This sign-in link was used already, or its time or its key is over. Sign in with the API key, or ask for a new link with: "
        + "reelsight studio";

    internal sealed record Body(string? ApiKey, string? SignInToken, string? Name, string? Password);

    internal static async Task<IResult> HandleAsync(
        HttpContext http,
        Authenticator authenticator,
        StudioSessions sessions,
        PersonSignIn people,
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
        var (caller, reason) = body switch
        {
            { ApiKey.Length: > 0 } => (authenticator.FindByKey(body.ApiKey.Trim()), UnknownKey),
            { SignInToken.Length: > 0 } => (sessions.RedeemLink(body.SignInToken), UsedLink),
            { Name.Length: > 0, Password: { } password } => (await people.FindAsync(http, body.Name, password), WrongPassword),
            { Name.Length: > 0 } => throw Fail.Missing("password"),
            _ => throw Fail.Missing("api_key, sign_in_token or name"),
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

/// <summary>Whether a browser is signed in, and as whom: the name of the person or the key, and what it may do.</summary>
internal sealed record SessionView(
    bool SignedIn,
    string? Name = null,
    bool? Person = null,
    IReadOnlyList<string>? Scopes = null,
    bool? InstanceAdmin = null,
    string? OpenId = null
)
{
    internal static SessionView From(Caller? caller) =>
        caller is null
            ? new(false)
            : new(true, caller.Name, caller.PersonId is not null, ScopeNames.From(caller.Scopes), caller.IsInstanceAdmin);
}
