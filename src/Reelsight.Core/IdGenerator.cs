using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Reelsight.Core;

/// <summary>
/// Makes ids of records, which cannot be guessed. Most kinds have 24 lower-case hexadecimal digits, of 4 bytes of Unix seconds and 8
/// random bytes, so that they sort by time of creation to the second.
/// </summary>
public sealed class IdGenerator(TimeProvider time, RandomNumberGenerator random)
{
    /// <summary>Makes an id. Thread-safe.</summary>
    public string Next()
    {
        Span<byte> bytes = stackalloc byte[12];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)time.GetUtcNow().ToUnixTimeSeconds());
        random.GetBytes(bytes[4..]);
        return Convert.ToHexStringLower(bytes);
    }

    /// <summary>
    /// Makes an id of the form <c>prefix_uuid</c> with a UUID of version 7 (RFC 9562): ids sort by time of creation to the millisecond.
    /// </summary>
    public string Next(string prefix)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.GetBytes(bytes);
        var milliseconds = time.GetUtcNow().ToUnixTimeMilliseconds();
        for (var i = 0; i < 6; i++)
        {
            bytes[i] = (byte)(milliseconds >> (40 - 8 * i));
        }

        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x70);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return $"{prefix}_{new Guid(bytes, bigEndian: true)}";
    }
}
