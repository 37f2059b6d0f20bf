using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Reelsight.Storage;

/// <summary>
/// Makes record ids: 24 lower-case hexadecimal digits, 4 bytes of Unix seconds and 8 random bytes.
/// Ids made later sort later (to the second), and nobody can guess one.
/// </summary>
public sealed class IdSource(TimeProvider time, RandomNumberGenerator random)
{
    /// <summary>A new id. Safe to call from many threads.</summary>
    public string Next()
    {
        Span<byte> bytes = stackalloc byte[12];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)time.GetUtcNow().ToUnixTimeSeconds());
        random.GetBytes(bytes[4..]);
        return Convert.ToHexStringLower(bytes);
    }
}
