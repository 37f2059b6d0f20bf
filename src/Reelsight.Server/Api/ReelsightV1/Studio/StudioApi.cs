using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Reelsight.Server.Http;

namespace Reelsight.Server.Api.ReelsightV1.Studio;

/// <summary>Routes by which a person's browser signs in. The session itself needs no key: it is the way to be known.</summary>
internal static class StudioApi
{
    internal static void MapStudio(this IEndpointRouteBuilder api)
    {
        api.MapPost(ApiRoutes.Session, CreateSession.HandleAsync);
        api.MapGet(ApiRoutes.Session, GetSession.Handle);
        api.MapDelete(ApiRoutes.Session, DeleteSession.HandleAsync);
        api.MapGet("/sessions", ListSessions.HandleAsync);
        api.MapDelete("/sessions", EndOtherSessions.HandleAsync);
        api.MapDelete("/sessions/{session_id}", EndSession.HandleAsync);
        api.MapPost("/sign-in-links", CreateSignInLink.Handle);
    }
}
