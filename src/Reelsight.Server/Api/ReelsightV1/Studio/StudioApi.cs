using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Reelsight.Server.Hosting;

namespace Reelsight.Server.Api.ReelsightV1.Studio;

/// <summary>Routes by which a person's browser signs in. The session itself needs no key: it is the way to be known.</summary>
internal static class StudioApi
{
    private const string Session = "/session";

    internal static void MapStudio(this IEndpointRouteBuilder api)
    {
        api.MapPost(Session, CreateSession.HandleAsync);
        api.MapGet(Session, GetSession.Handle);
        api.MapDelete(Session, DeleteSession.Handle);
        api.MapPost("/sign-in-links", CreateSignInLink.Handle);
    }

    /// <summary>Whether a path is the session's.</summary>
    internal static bool IsSession(PathString path) =>
        path.StartsWithSegments(ReelsightServer.ReelsightApiRoot + Session, out var rest) && (!rest.HasValue || rest == "/");
}
