using Reelsight.Pipeline.Assets;
using Reelsight.Server.Http.Auth;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Settings;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Http.Media;

/// <summary>
/// Signed URLs of streams and images. A browser opens them without an API key, so the path carries what it grants – one media content of
/// one tenant, until a time – in a signed token. The token comes before the file's name: relative entries of a playlist inherit it.
/// </summary>
internal sealed class SignedMediaUrls(SignedTokens tokens, TenantGate tenants, ServerSettings settings, TimeProvider clock)
{
    /// <summary>v1.3: a thumbnail URL is good for about an hour. Ends are rounded up to the hour, so browsers can cache.</summary>
    private static readonly TimeSpan _imageUrlLifetime = TimeSpan.FromHours(1);

    /// <summary>Long enough to watch a long film with pauses.</summary>
    private static readonly TimeSpan _streamUrlLifetime = TimeSpan.FromHours(24);

    /// <summary>Name of the image that stands for a whole media content.</summary>
    internal const string CoverName = "cover.jpg";

    /// <summary>The part of the path that playlists and their segments lie under.</summary>
    internal const string StreamKind = "stream";
    private const string Purpose = "media";

    /// <summary>The playlist of a media content, or null while there is none.</summary>
    internal string? GetStreamUrl(Call call, string? contentHash, ArtefactStatus status) =>
        status == ArtefactStatus.Ready && contentHash is not null
            ? BuildUrl(call, contentHash, $"{StreamKind}/{PlaybackFiles.PlaylistName}", _streamUrlLifetime)
            : null;

    /// <summary>The image that stands for a media content, or null while there is none.</summary>
    internal string? GetCoverUrl(Call call, string? contentHash, ArtefactStatus status) =>
        status == ArtefactStatus.Ready && contentHash is not null
            ? BuildUrl(call, contentHash, $"{PlaybackFiles.ThumbnailKind}/{CoverName}", _imageUrlLifetime)
            : null;

    /// <summary>An image by its derived key.</summary>
    internal string GetImageUrl(Call call, string contentHash, string derivedKey) =>
        BuildUrl(call, contentHash, derivedKey, _imageUrlLifetime);

    /// <summary>The tenant and the media content that a token grants.</summary>
    /// <exception cref="ApiException">403: it is forged or over.</exception>
    internal (string TenantId, string ContentHash) ReadToken(string token) =>
        tokens.Read(Purpose, token, 2) is [var contentHash, var tenantId]
            ? (tenants.RequireActive(tenantId).Id, contentHash)
            : throw new InvalidOperationException("A media token has two parts.");

    private string BuildUrl(Call call, string contentHash, string derivedKey, TimeSpan life)
    {
        const long hour = 3600;
        var end = DateTimeOffset.FromUnixTimeSeconds(((clock.GetUtcNow() + life).ToUnixTimeSeconds() / hour + 1) * hour);
        var token = tokens.Issue(Purpose, end, contentHash, call.TenantId);
        return $"{PublicBaseUrl.Resolve(call, settings)}{ApiRoutes.MediaRoot}/{token}/{derivedKey}";
    }
}
