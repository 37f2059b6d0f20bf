using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Reelsight.Server.Http.Auth;

namespace Reelsight.Server.Api.ReelsightV1.Studio;

/// <summary>
/// DELETE /reelsight/v1/session → 204: the browser is signed out, and its cookie is worth nothing any more. Harmless when it was not
/// signed in.
/// </summary>
internal static class DeleteSession
{
    internal static async Task<NoContent> HandleAsync(HttpContext http, StudioSessions sessions)
    {
        if (sessions.IsOwnPage(http))
        {
            await sessions.SignOutAsync(http);
        }

        return TypedResults.NoContent();
    }
}
