using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Reelsight.Server.Http.Auth;

namespace Reelsight.Server.Api.ReelsightV1.Studio;

/// <summary>GET /reelsight/v1/session → 200: whether the browser that asks is signed in, and as whom.</summary>
internal static class GetSession
{
    internal static JsonHttpResult<SessionView> Handle(HttpContext http, Authenticator authenticator) =>
        TypedResults.Json(SessionView.From(authenticator.FindBySession(http)), StudioWireJson.Default.SessionView);
}
