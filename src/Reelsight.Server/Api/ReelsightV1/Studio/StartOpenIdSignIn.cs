using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.OpenId;
using Reelsight.Server.Settings;

namespace Reelsight.Server.Api.ReelsightV1.Studio;

/// <summary>
/// GET /sign-in/openid → 302 to the issuer of the settings, which sends the browser back signed in. 404 when there is none.
/// </summary>
internal static class StartOpenIdSignIn
{
    internal const string Path = "/sign-in/openid";

    internal static async Task HandleAsync(HttpContext http, ServerSettings settings)
    {
        if (settings.OpenId.Issuer is null)
        {
            throw new ApiException(
                StatusCodes.Status404NotFound,
                ErrorCodes.ResourceNotExist,
                "Nobody signs in by OpenID Connect here: the setting REELSIGHT_OIDC_ISSUER names no issuer."
            );
        }

        await http.ChallengeAsync(OpenIdRegistration.Scheme, new AuthenticationProperties { RedirectUri = "/" });
    }
}
