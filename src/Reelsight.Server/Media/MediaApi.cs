using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Reelsight.Server.Media;

/// <summary>Routes of streams and pictures, for browsers on any page.</summary>
internal static class MediaApi
{
    private static readonly string[] _read = [HttpMethods.Get, HttpMethods.Head];
    private static readonly string[] _preflight = [HttpMethods.Options];

    internal static void MapMedia(this IEndpointRouteBuilder app)
    {
        const string route = ReelsightServer.MediaRoot + "/{token}/{kind}/{name}";
        app.MapMethods(route, _read, GetMedia.Handle);
        app.MapMethods(route, _preflight, Preflight);
    }

    private static NoContent Preflight(HttpContext http)
    {
        http.Response.Headers.AccessControlAllowOrigin = "*";
        http.Response.Headers.AccessControlAllowMethods = "GET, HEAD, OPTIONS";
        http.Response.Headers.AccessControlAllowHeaders = "Range";
        http.Response.Headers.AccessControlMaxAge = "86400";
        return TypedResults.NoContent();
    }
}
