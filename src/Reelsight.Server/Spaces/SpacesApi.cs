using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Reelsight.Server.Spaces;

/// <summary>Routes of the visual spaces: what becomes of footage when the model changes that places it.</summary>
internal static class SpacesApi
{
    internal static void MapSpaces(this IEndpointRouteBuilder own)
    {
        own.MapGet("/spaces", ListSpaces.HandleAsync);
        own.MapPost("/spaces/{space}/switch", SwitchSpace.HandleAsync);
        own.MapDelete("/spaces/{space}", DropSpace.HandleAsync);
    }
}
