using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Reelsight.Server.Http.Auth;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Settings;

namespace Reelsight.Server.Api.ReelsightV1.Studio;

/// <summary>
/// POST /reelsight/v1/sign-in-links → 201 with an address that opens the studio signed in. It works once, within 30 minutes, with the
/// rights of the key that asked. The secret stands behind the # of the address, so that it is sent to no server and stands in no log.
/// </summary>
internal static class CreateSignInLink
{
    internal static JsonHttpResult<SignInLinkView> Handle(Call call, StudioSessions sessions, ServerSettings settings)
    {
        var (token, end) = sessions.IssueLink(Caller.Get(call.Http));
        return TypedResults.Json(
            new SignInLinkView($"{PublicBaseUrl.Resolve(call, settings)}/#sign-in={token}", end),
            StudioWireJson.Default.SignInLinkView,
            statusCode: StatusCodes.Status201Created
        );
    }
}

/// <summary>An address that signs in, once.</summary>
internal sealed record SignInLinkView(string Url, DateTimeOffset ExpiresAt);
