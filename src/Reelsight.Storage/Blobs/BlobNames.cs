using System.Buffers;

namespace Reelsight.Storage.Blobs;

/// <summary>What may become part of a path. Everything else is refused, so no key can lead out of the data folder.</summary>
internal static class BlobNames
{
    private static readonly SearchValues<char> Safe = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-");
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    public static void CheckTenant(string tenantId) => CheckSegment(tenantId);

    public static void CheckHash(string contentHash)
    {
        if (contentHash.Length != 64 || contentHash.AsSpan().ContainsAnyExcept(Hex))
        {
            throw new ArgumentException("A content hash is 64 lower-case hexadecimal digits.", nameof(contentHash));
        }
    }

    /// <summary>Letters, digits, dot, underscore and hyphen, not starting with a dot, at most 128 long.</summary>
    public static void CheckSegment(string segment)
    {
        if (segment.Length is 0 or > 128 || segment[0] == '.' || segment.AsSpan().ContainsAnyExcept(Safe))
        {
            throw new ArgumentException("A storage key is made of letters, digits, dots, underscores and hyphens, and does not start with a dot.", nameof(segment));
        }
    }
}
