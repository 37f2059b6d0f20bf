using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Auth;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Studio;

/// <summary>
/// POST /reelsight/v1/session → 200 and a cookie that signs a browser in for 30 days. <c>api_key</c> or <c>sign_in_token</c>, the secret of
/// a sign-in link, says who; one of them is required. The cookie stands for the key on this server's own pages only.
/// </summary>
internal static class CreateSession
{
    internal sealed record Body(string? ApiKey, string? SignInToken);

    internal static async Task<IResult> HandleAsync(HttpContext http, IApiKeyStore keys, StudioSessions sessions)
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
        var tenant = (body.ApiKey?.Trim(), body.SignInToken) switch
        {
            ({ Length: > 0 } key, _) => keys.FindTenant(key)
                ?? throw CreateUnauthorized(
                    "This is no API key of this server. The key that serve or demo printed is kept in the file api-key of the data folder."
                ),
            (_, { Length: > 0 } token) => sessions.RedeemLink(token)
                ?? throw CreateUnauthorized(
                    "This sign-in link was used already, or its time is over. Sign in with the API key, or ask for a new link "
                        + "with: reelsight studio"
                ),
            _ => throw Fail.Missing("api_key or sign_in_token"),
        };
        sessions.SignIn(http, tenant);
        return TypedResults.Json(new SessionView(true), StudioWireJson.Default.SessionView);
    }

    private static ApiException CreateUnauthorized(string message) => new(401, ErrorCodes.ApiKeyInvalid, message);
}

/// <summary>Whether a browser is signed in.</summary>
internal sealed record SessionView(bool SignedIn);
