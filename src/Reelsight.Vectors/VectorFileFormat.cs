using System.Numerics;
using System.Runtime.InteropServices;

namespace Reelsight.Vectors;

/// <summary>
/// The format of a segment file (<c>*.vectors</c>), version 1. All numbers are little-endian. A file is written once and never changed.
/// <code>
/// offset                      bytes              content
/// 0                           64                 header (<see cref="VectorFileHeader"/>), zero-padded
/// 64                          48 x documents     one <see cref="DocumentRun"/> per document, by first row
/// 64 + 48 x documents         4 x rows           one scale (float) per row; 0 for a row of zeros
/// after the scales            4 x blocks         one CRC-32C (uint) per block of rows
/// next multiple of 4096       stride x rows      the rows, one after the other
/// </code>
/// <para>
/// A row has one byte per dimension: the quantized value, -127 to 127, plus 128 (see <see cref="DotProduct"/>). It is padded with zeros to
/// the stride, the next multiple of 64. A value stands for <c>(byte - 128) x scale</c>.
/// </para>
/// <para>
/// The checksum in the header covers header and tables and is verified when the file is opened. The rows are covered by one checksum per
/// block of 256 KiB, verified before the first of its rows is used.
/// </para>
/// </summary>
internal static class VectorFileFormat
{
    /// <summary>The first eight bytes, "RSVECTOR" read as a number.</summary>
    public const ulong Magic = 0x524f544345565352;

    /// <summary>The version that is written and the only one that is read.</summary>
    public const int Version = 1;

    /// <summary>Bytes reserved for the header; those it does not use are zero.</summary>
    public const int HeaderBytes = 64;

    /// <summary>Rows start at a multiple of this, so that they are aligned in memory.</summary>
    public const int PageBytes = 4096;

    /// <summary>Each row starts at a multiple of this, the size of a cache line.</summary>
    public const int RowAlignment = 64;

    /// <summary>Bytes of rows under one checksum: so much is read before the first of them is used.</summary>
    public const int BlockBytes = 1 << 18;

    /// <summary>Bytes from one row to the next.</summary>
    public static int ComputeStride(int dimension) => (dimension + RowAlignment - 1) / RowAlignment * RowAlignment;

    /// <summary>CRC-32C (Castagnoli), which processors have an instruction for.</summary>
    /// <param name="bytes">What to sum up.</param>
    /// <param name="start">The checksum of the bytes before these, to continue it.</param>
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
