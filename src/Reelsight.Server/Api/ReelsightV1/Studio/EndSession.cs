using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Auth;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Studio;

/// <summary>
/// DELETE /reelsight/v1/sessions/{session_id} → 204: that browser is signed out. One of the same key or person, or any of the account for
/// an administrator.
/// </summary>
internal static class EndSession
{
    internal static async Task<IResult> HandleAsync(Call call, IStudioSessionStore sessions)
    {
        var id = call.GetId("session_id");
        var ended = await sessions.DeleteAsync(SessionRules.OwnOrAll(Caller.Get(call.Http)) with { Id = id }, call.Cancellation);
        return ended > 0 ? TypedResults.NoContent() : throw Fail.NotFound("session", id);
    }
}
