using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Reelsight.Server.Api.ReelsightV1.Media;

/// <summary>
/// A derived file as an answer. It never changes once it is there, so its name and content make its entity tag, and a browser may keep it;
/// whoever stands between may not, because the URL is the permission. Ranges are honoured.
/// </summary>
internal static class MediaFileResult
{
    private const string CacheControlValue = "private, max-age=3600";

    internal static PhysicalFileHttpResult Create(HttpContext http, string path, string contentHash)
    {
        http.Response.Headers.CacheControl = CacheControlValue;
        var tag = new EntityTagHeaderValue($"\"{contentHash[..16]}-{Path.GetFileName(path)}\"");
        return TypedResults.PhysicalFile(path, ContentType(path), enableRangeProcessing: true, entityTag: tag);
    }

    private static string ContentType(string path) =>
        Path.GetExtension(path) switch
        {
            ".m3u8" => "application/vnd.apple.mpegurl",
            ".ts" => "video/mp2t",
            ".m4s" or ".mp4" => "video/mp4",
            ".jpg" => "image/jpeg",
            _ => "application/octet-stream",
        };
}
