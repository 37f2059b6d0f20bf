using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Reelsight.Server.Http.Auth;

namespace Reelsight.Server.Api.ReelsightV1.Studio;

/// <summary>DELETE /reelsight/v1/session → 204: the browser is signed out. Harmless when it was not signed in.</summary>
internal static class DeleteSession
{
    internal static NoContent Handle(HttpContext http, StudioSessions sessions)
    {
        if (sessions.IsOwnPage(http))
        {
            sessions.SignOut(http);
        }

        return TypedResults.NoContent();
    }
}
