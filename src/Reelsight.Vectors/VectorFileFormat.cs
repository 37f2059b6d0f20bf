using System.Numerics;
using System.Runtime.InteropServices;

namespace Reelsight.Vectors;

/// <summary>
/// How a segment lies on disk, little-endian: header, runs of contents, scales, checksums of blocks, then from the next page on the rows.
/// Header and tables have one checksum and are checked when the file is opened; the rows have one a block, checked when first read.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct VectorFileHeader
{
    public const ulong ExpectedMagic = 0x524f544345565352; // "RSVECTOR"
    public const int CurrentVersion = 1;

    /// <summary>Bytes kept for the header; the rest of them is zero.</summary>
    public const int HeaderBytes = 64;
    public const int PageBytes = 4096;

    /// <summary>Rows start at multiples of this, the line of a cache.</summary>
    public const int RowAlignment = 64;

    /// <summary>Bytes of rows under one checksum: so much is read before the first of them is used.</summary>
    public const int BlockBytes = 1 << 18;

    public ulong Magic;
    public int FormatVersion,
        Dimension,
        Stride,
        DocumentCount,
        RowCount,
        BlockCount;
    public long RowsOffset,
        FileLength;

    /// <summary>Checksum of the name of the space; the manifest has the name.</summary>
    public uint SpaceChecksum;

    /// <summary>Checksum of the header, with 0 here, and the tables.</summary>
    public uint Checksum;

    public static int ComputeStride(int dimension) => (dimension + RowAlignment - 1) / RowAlignment * RowAlignment;

    public readonly unsafe long TableBytes =>
        (long)DocumentCount * sizeof(DocumentRun) + (long)RowCount * sizeof(float) + (long)BlockCount * sizeof(uint);

    /// <summary>CRC-32C, by the processor's own instruction.</summary>
    public static uint ComputeCrc32C(ReadOnlySpan<byte> bytes, uint start = 0)
    {
        var sum = ~start;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            sum = BitOperations.Crc32C(sum, word);
        }
        foreach (var one in bytes[(bytes.Length & ~7)..])
        {
            sum = BitOperations.Crc32C(sum, one);
        }
        return ~sum;
    }
}
