using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Reelsight.Server.Http.Auth;
using Reelsight.Server.Settings;

namespace Reelsight.Server.Api.ReelsightV1.Studio;

/// <summary>GET /reelsight/v1/session → 200: whether the browser that asks is signed in, and as whom. <c>open_id</c> is what
/// the way by OpenID Connect is called, when there is one.</summary>
internal static class GetSession
{
    internal static JsonHttpResult<SessionView> Handle(HttpContext http, Authenticator authenticator, ServerSettings settings) =>
        TypedResults.Json(
            SessionView.From(authenticator.FindBySession(http)) with
            {
                OpenId = settings.OpenId.Issuer is null ? null : settings.OpenId.Name,
            },
            StudioWireJson.Default.SessionView
        );
}
