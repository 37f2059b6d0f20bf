using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Auth;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Studio;

/// <summary>
/// DELETE /reelsight/v1/sessions → 204: every browser of the same key or person but the one that asks is signed out.
/// </summary>
internal static class EndOtherSessions
{
    internal static async Task<IResult> HandleAsync(Call call, IStudioSessionStore sessions)
    {
        var caller = Caller.Get(call.Http);
        await sessions.DeleteAsync(SessionRules.Own(caller) with { ExceptId = caller.SessionId }, call.Cancellation);
        return TypedResults.NoContent();
    }
}
