using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Reelsight.Server.Http.Errors;

namespace Reelsight.Server.Http.Auth;

/// <summary>
/// Tokens for URLs that work without an API key: what they grant, until a time, under an HMAC. A token for one purpose is none for another.
/// </summary>
internal sealed class SignedTokens(SigningKey key, TimeProvider clock)
{
    /// <summary>Half of HMAC-SHA256: 128 bits cannot be guessed and keep URLs short.</summary>
    private const int SignatureBytes = 16;
    private const char Separator = '|';

    /// <summary>A token.</summary>
    /// <param name="purpose">What it is for.</param>
    /// <param name="end">When it ends, to the second.</param>
    /// <param name="granted">What it grants; none but the last may hold a bar.</param>
    internal string Issue(string purpose, DateTimeOffset end, params ReadOnlySpan<string> granted)
    {
        var text = string.Join(Separator, [end.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), .. granted]);
        var grant = Encoding.UTF8.GetBytes(text);
        return $"{Base64Url.EncodeToString(grant)}.{Base64Url.EncodeToString(Sign(purpose, grant))}";
    }

    /// <summary>The parts of a token.</summary>
    /// <exception cref="ApiException">403: it is forged, for something else, or over.</exception>
    internal string[] Read(string purpose, string token, int parts) =>
        TryRead(purpose, token, parts)
        ?? throw new ApiException(403, ErrorCodes.ApiNotAllowed, "This URL is not valid or its time is over. Ask the API for a new one.");

    /// <summary>The parts of a token; null when it is forged, for another purpose, or expired.</summary>
    internal string[]? TryRead(string purpose, string token, int parts)
    {
        if (
            token.Split('.') is [var granted, var signed]
            && TryDecode(granted, out var grant)
            && TryDecode(signed, out var signature)
            && CryptographicOperations.FixedTimeEquals(Sign(purpose, grant), signature)
        )
        {
            var all = Encoding.UTF8.GetString(grant).Split(Separator, parts + 1);
            if (DateTimeOffset.FromUnixTimeSeconds(long.Parse(all[0], CultureInfo.InvariantCulture)) > clock.GetUtcNow())
            {
                return all[1..];
            }
        }
        return null;
    }

    private byte[] Sign(string purpose, byte[] grant) =>
        HMACSHA256.HashData(key.Bytes, (byte[])[.. Encoding.UTF8.GetBytes(purpose), (byte)Separator, .. grant])[..SignatureBytes];

    private static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : [];
        return bytes.Length > 0;
    }
}
