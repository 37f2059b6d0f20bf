using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Reelsight.Server.Http;
using Reelsight.Storage;

namespace Reelsight.Server.Media;

/// <summary>
/// GET or HEAD /media/{token}/{kind}/{name} → a file derived from a content: playlist, segment, picture. The token in the path is the
/// permission (<see cref="MediaLinks"/>), so no API key is needed, and any page may load it. Ranges are honoured.
/// </summary>
internal static class GetMedia
{
    internal static IResult Handle(HttpContext http, string token, string kind, string name, MediaLinks links, IBlobStore blobs)
    {
        http.Response.Headers.AccessControlAllowOrigin = "*";
        if (links.Read(token) is not var (tenantId, contentHash))
            throw new ApiException(403, ErrorCodes.ApiNotAllowed, "This media URL is not valid or its time is over. Ask the API for a new one.");
        if (blobs.PathOfDerived(tenantId, contentHash, $"{kind}/{name}") is not { } path) throw Fail.NotFound("file", name);
        http.Response.Headers.CacheControl = "private, max-age=3600";
        return TypedResults.PhysicalFile(path, ContentType(name), enableRangeProcessing: true,
            lastModified: File.GetLastWriteTimeUtc(path), entityTag: new EntityTagHeaderValue($"\"{contentHash[..16]}-{name}\""));
    }

    private static string ContentType(string name) => Path.GetExtension(name) switch
    {
        ".m3u8" => "application/vnd.apple.mpegurl",
        ".ts" => "video/mp2t",
        ".m4s" or ".mp4" => "video/mp4",
        ".jpg" => "image/jpeg",
        ".png" => "image/png",
        _ => "application/octet-stream",
    };
}
