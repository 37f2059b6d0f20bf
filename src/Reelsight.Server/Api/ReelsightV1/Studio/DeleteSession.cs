using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Reelsight.Server.Http.Audit;
using Reelsight.Server.Http.Auth;

namespace Reelsight.Server.Api.ReelsightV1.Studio;

/// <summary>
/// DELETE /reelsight/v1/session → 204: the browser is signed out, and its cookie is worth nothing any more. Harmless when it was not
/// signed in.
/// </summary>
internal static class DeleteSession
{
    internal static async Task<NoContent> HandleAsync(
        HttpContext http,
        Authenticator authenticator,
        StudioSessions sessions,
        AuditLog audit
    )
    {
        if (sessions.IsOwnPage(http))
        {
            var caller = authenticator.FindBySession(http);
            await sessions.SignOutAsync(http);
            if (caller is not null)
            {
                await audit.RecordAsync(http, caller.TenantId, AuditActions.SignOut, caller.Name, caller.ActorId);
            }
        }

        return TypedResults.NoContent();
    }
}
