using Microsoft.AspNetCore.Http;
using Reelsight.Pipeline;
using Reelsight.Server.Http;

namespace Reelsight.Server.Media;

/// <summary>GET or HEAD /media/{token}/stream/{name} → a playlist or a segment of it, made when it is first asked for.</summary>
internal static class GetStreamFile
{
    internal static async Task<IResult> HandleAsync(HttpContext http, string token, string name, MediaLinks links, StreamFiles streams)
    {
        var (tenantId, contentHash) = links.Read(token);
        var path = await streams.FileAsync(tenantId, contentHash, name, http.RequestAborted);
        return MediaFile.Of(http, path ?? throw Fail.NotFound("file", name), contentHash);
    }
}
