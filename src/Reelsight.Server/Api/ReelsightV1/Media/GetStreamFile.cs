using Microsoft.AspNetCore.Http;
using Reelsight.Pipeline.Assets;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Media;

namespace Reelsight.Server.Api.ReelsightV1.Media;

/// <summary>GET or HEAD /media/{token}/stream/{name} → a playlist or a segment of it, made when it is first asked for.</summary>
internal static class GetStreamFile
{
    internal static async Task<IResult> HandleAsync(
        HttpContext http,
        string token,
        string name,
        SignedMediaUrls links,
        PlaybackFiles streams
    )
    {
        var (tenantId, contentHash) = links.ReadToken(token);
        var path = await streams.FindFileAsync(tenantId, contentHash, name, http.RequestAborted);
        return MediaFileResult.Create(http, path ?? throw Fail.NotFound("file", name), contentHash);
    }
}
