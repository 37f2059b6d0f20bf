using System.Buffers;

namespace Reelsight.Storage.Blobs;

/// <summary>Checks the parts of blob keys. Only safe characters are accepted, so no key can lead out of the data folder.</summary>
internal static class BlobKeyRules
{
    private static readonly SearchValues<char> AllowedCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-"
    );
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    public static void CheckTenant(string tenantId) => CheckSegment(tenantId);

    public static void CheckHash(string contentHash)
    {
        if (!IsHash(contentHash))
        {
            throw new ArgumentException("A content hash is 64 lower-case hexadecimal digits.", nameof(contentHash));
        }
    }

    public static bool IsHash(string name) => name.Length == 64 && !name.AsSpan().ContainsAnyExcept(HexDigits);

    public static bool IsSegment(string name) =>
        name.Length is > 0 and <= 128 && name[0] != '.' && !name.AsSpan().ContainsAnyExcept(AllowedCharacters);

    /// <summary>Letters, digits, dot, underscore and hyphen, not starting with a dot, at most 128 long.</summary>
    public static void CheckSegment(string segment)
    {
        if (!IsSegment(segment))
        {
            throw new ArgumentException(
                "A storage key is made of letters, digits, dots, underscores and hyphens, and does not start with a dot.",
                nameof(segment)
            );
        }
    }
}
