using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Reelsight.Vectors;

/// <summary>
/// Exact dot products of signed bytes with stored rows. Rows are stored as unsigned bytes with 128 added to every value, because VNNI
/// instructions multiply unsigned by signed bytes. The surplus, 128 times the sum of the query's values, is the same for all rows and is
/// subtracted by the caller.
/// </summary>
public static class DotProduct
{
    /// <summary>
    /// Sum over i of <c>row[i] * query[i]</c>, surplus included, by the fastest instructions that the processor has; exact for up to 65,000
    /// dimensions.
    /// </summary>
    /// <param name="row">A stored row.</param>
    /// <param name="query">The query, at least as long.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ComputeBiased(ReadOnlySpan<byte> row, ReadOnlySpan<sbyte> query) =>
        AvxVnni.IsSupported ? ComputeAvxVnni(row, query)
        : Avx2.IsSupported ? ComputeAvx2(row, query)
        : ComputeVector128(row, query);

    /// <summary>The same sum, one value after the other: the reference that the fast versions are tested against.</summary>
    public static int ComputeScalar(ReadOnlySpan<byte> row, ReadOnlySpan<sbyte> query)
    {
        var sum = 0;
        for (var i = 0; i < row.Length; i++)
        {
            sum += row[i] * query[i];
        }
        return sum;
    }

    /// <summary>The same sum, 32 products per instruction; needs <see cref="AvxVnni"/>.</summary>
    public static int ComputeAvxVnni(ReadOnlySpan<byte> row, ReadOnlySpan<sbyte> query)
    {
        ref var left = ref MemoryMarshal.GetReference(row);
        ref var right = ref MemoryMarshal.GetReference(query[..row.Length]);
        var (a, b, c, d) = (Vector256<int>.Zero, Vector256<int>.Zero, Vector256<int>.Zero, Vector256<int>.Zero);
        nuint i = 0;
        for (; i + 128 <= (nuint)row.Length; i += 128)
        {
            a = AvxVnni.MultiplyWideningAndAdd(a, Vector256.LoadUnsafe(ref left, i), Vector256.LoadUnsafe(ref right, i));
            b = AvxVnni.MultiplyWideningAndAdd(b, Vector256.LoadUnsafe(ref left, i + 32), Vector256.LoadUnsafe(ref right, i + 32));
            c = AvxVnni.MultiplyWideningAndAdd(c, Vector256.LoadUnsafe(ref left, i + 64), Vector256.LoadUnsafe(ref right, i + 64));
            d = AvxVnni.MultiplyWideningAndAdd(d, Vector256.LoadUnsafe(ref left, i + 96), Vector256.LoadUnsafe(ref right, i + 96));
        }
        return Vector256.Sum(a + b + (c + d)) + ComputeTail(row, query, (int)i);
    }

    /// <summary>The same sum, widened to 16 bits, in which no product of two bytes overflows; needs <see cref="Avx2"/>.</summary>
    public static int ComputeAvx2(ReadOnlySpan<byte> row, ReadOnlySpan<sbyte> query)
    {
        var (first, second) = (Vector256<int>.Zero, Vector256<int>.Zero);
        var i = 0;
        for (; i <= row.Length - 32; i += 32)
        {
            first += Avx2.MultiplyAddAdjacent(
                Avx2.ConvertToVector256Int16(Vector128.Create(row[i..])),
                Avx2.ConvertToVector256Int16(Vector128.Create(query[i..]))
            );
            second += Avx2.MultiplyAddAdjacent(
                Avx2.ConvertToVector256Int16(Vector128.Create(row[(i + 16)..])),
                Avx2.ConvertToVector256Int16(Vector128.Create(query[(i + 16)..]))
            );
        }
        return Vector256.Sum(first + second) + ComputeTail(row, query, i);
    }

    /// <summary>The same sum with portable 128-bit vectors, for any processor.</summary>
    public static int ComputeVector128(ReadOnlySpan<byte> row, ReadOnlySpan<sbyte> query)
    {
        var sum = Vector128<int>.Zero;
        var i = 0;
        for (; i <= row.Length - 16; i += 16)
        {
            var (rowLow, rowHigh) = Vector128.Widen(Vector128.Create(row[i..]));
            var (queryLow, queryHigh) = Vector128.Widen(Vector128.Create(query[i..]));
            var (a, b) = Vector128.Widen(rowLow.AsInt16() * queryLow);
            var (c, d) = Vector128.Widen(rowHigh.AsInt16() * queryHigh);
            sum += a + b + c + d;
        }
        return Vector128.Sum(sum) + ComputeTail(row, query, i);
    }

    private static int ComputeTail(ReadOnlySpan<byte> row, ReadOnlySpan<sbyte> query, int from) =>
        from == row.Length ? 0 : ComputeScalar(row[from..], query[from..]);
}
