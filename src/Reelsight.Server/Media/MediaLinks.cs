using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Reelsight.Pipeline;
using Reelsight.Server.Http;
using Reelsight.Storage;

namespace Reelsight.Server.Media;

/// <summary>
/// Signed URLs of streams and pictures. A browser opens them without an API key, so the path carries what it grants – one content of one
/// tenant, until a time – under an HMAC. The token comes before the file's name: relative entries of a playlist inherit it.
/// </summary>
internal sealed class MediaLinks(MediaKey key, ServerSettings settings, TimeProvider clock)
{
    /// <summary>v1.3: a thumbnail URL is good for about an hour. Ends are rounded up to the hour, so browsers can cache.</summary>
    private static readonly TimeSpan _pictureLife = TimeSpan.FromHours(1);
    /// <summary>Long enough to watch a long film with pauses.</summary>
    private static readonly TimeSpan _streamLife = TimeSpan.FromHours(24);
    /// <summary>Half of HMAC-SHA256: 128 bits cannot be guessed and keep URLs short.</summary>
    private const int SignatureBytes = 16;
    /// <summary>Name of the picture that stands for a whole content.</summary>
    internal const string CoverName = "cover.jpg";

    /// <summary>The playlist of a content, or null while there is none.</summary>
    internal string? Stream(Call call, string? contentHash, ArtefactStatus status) =>
        status == ArtefactStatus.Ready && contentHash is not null ? Url(call, contentHash, $"{MediaApi.StreamKind}/{StreamFiles.PlaylistName}", _streamLife) : null;

    /// <summary>The picture that stands for a content, or null while there is none.</summary>
    internal string? Cover(Call call, string? contentHash, ArtefactStatus status) =>
        status == ArtefactStatus.Ready && contentHash is not null ? Url(call, contentHash, $"{StreamFiles.ThumbnailKind}/{CoverName}", _pictureLife) : null;

    /// <summary>A picture by its derived key.</summary>
    internal string Picture(Call call, string contentHash, string derivedKey) => Url(call, contentHash, derivedKey, _pictureLife);

    /// <summary>What a token grants.</summary>
    /// <exception cref="ApiException">403: it is forged or over.</exception>
    internal (string TenantId, string ContentHash) Read(string token)
    {
        if (token.Split('.') is [var granted, var signed] && TryDecode(granted, out var grant) && TryDecode(signed, out var signature)
            && CryptographicOperations.FixedTimeEquals(Sign(grant), signature))
        {
            var parts = Encoding.UTF8.GetString(grant).Split('|', 3);
            var end = DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[0], CultureInfo.InvariantCulture));
            if (end > clock.GetUtcNow()) return (parts[2], parts[1]);
        }
        throw new ApiException(403, ErrorCodes.ApiNotAllowed, "This media URL is not valid or its time is over. Ask the API for a new one.");
    }

    private string Url(Call call, string contentHash, string derivedKey, TimeSpan life)
    {
        const long hour = 3600;
        var end = ((clock.GetUtcNow() + life).ToUnixTimeSeconds() / hour + 1) * hour;
        var grant = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{end}|{contentHash}|{call.TenantId}"));
        var token = $"{Base64Url.EncodeToString(grant)}.{Base64Url.EncodeToString(Sign(grant))}";
        return $"{Base(call)}{ReelsightServer.MediaRoot}/{token}/{derivedKey}";
    }

    private string Base(Call call) =>
        settings.PublicUrl?.AbsoluteUri.TrimEnd('/') ?? $"{call.Http.Request.Scheme}://{call.Http.Request.Host}";

    private byte[] Sign(byte[] grant) => HMACSHA256.HashData(key.Bytes, grant)[..SignatureBytes];

    private static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : [];
        return bytes.Length > 0;
    }
}
