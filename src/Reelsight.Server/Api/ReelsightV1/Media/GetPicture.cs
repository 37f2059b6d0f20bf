using Microsoft.AspNetCore.Http;
using Reelsight.Pipeline.Assets;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Media;

namespace Reelsight.Server.Api.ReelsightV1.Media;

/// <summary>GET or HEAD /media/{token}/thumbnails/{name} → an image of a clip, or the one that stands for the whole.</summary>
internal static class GetPicture
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
        var path =
            name == SignedMediaUrls.CoverName
                ? await streams.FindCoverAsync(tenantId, contentHash, http.RequestAborted)
                : await streams.FindThumbnailAsync(tenantId, contentHash, $"{PlaybackFiles.ThumbnailKind}/{name}", http.RequestAborted);
        return MediaFileResult.Create(http, path ?? throw Fail.NotFound("picture", name), contentHash);
    }
}
