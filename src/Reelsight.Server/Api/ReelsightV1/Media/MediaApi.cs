using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Reelsight.Pipeline.Assets;
using Reelsight.Server.Http;
using Reelsight.Server.Http.Media;
using Reelsight.Server.Http.Middleware;

namespace Reelsight.Server.Api.ReelsightV1.Media;

/// <summary>
/// Routes of streams and images. No API key: the token in the path is the permission (<see cref="SignedMediaUrls"/>). Any page may load
/// them.
/// </summary>
internal static class MediaApi
{
    private static readonly string[] _read = [HttpMethods.Get, HttpMethods.Head];
    private static readonly string[] _preflight = [HttpMethods.Options];

    internal static void MapMedia(this IEndpointRouteBuilder app)
    {
        var media = app.MapGroup(ApiRoutes.MediaRoot + "/{token}");
        const string stream = $"/{SignedMediaUrls.StreamKind}/{{name}}",
            picture = $"/{PlaybackFiles.ThumbnailKind}/{{name}}";
        media.MapMethods(stream, _read, GetStreamFile.HandleAsync);
        media.MapMethods(picture, _read, GetPicture.HandleAsync);
        media.MapMethods(stream, _preflight, TypedResults.NoContent);
        media.MapMethods(picture, _preflight, TypedResults.NoContent);
    }

    /// <summary>Lets players on pages of any origin read every answer under the media root, errors too.</summary>
    internal static IApplicationBuilder UseMediaCors(this IApplicationBuilder app) =>
        app.UseAnyOriginCors(ApiRoutes.MediaRoot, "GET, HEAD, OPTIONS", "Range", "Accept-Ranges, Content-Length, Content-Range, ETag");
}
