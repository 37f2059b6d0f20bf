using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Reelsight.Server.Api.ReelsightV1.Spaces;

/// <summary>Routes of the visual spaces: what becomes of footage when the model changes that places it.</summary>
internal static class SpacesApi
{
    internal static void MapSpaces(this IEndpointRouteBuilder api)
    {
        api.MapGet("/spaces", ListSpaces.HandleAsync);
        api.MapPost("/spaces/{space}/switch", SwitchSpace.HandleAsync);
        api.MapDelete("/spaces/{space}", DropSpace.HandleAsync);
    }
}
