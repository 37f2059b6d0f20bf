using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Reelsight.Search.Projection;

/// <summary>
/// Computes the Gram matrix AᵀA: the dot product of every pair of columns. A tile of 4 by 16 sums stays in registers while a block of rows
/// that fits into a core's cache is read. The rows are divided into stripes whose number does not depend on the machine, so neither does
/// the result.
/// </summary>
internal static class GramMatrix
{
    private const int StripeCount = 8,
        BlockRows = 192,
        TileRows = 4,
        TileColumns = 16;

    /// <summary>Computes the symmetric product in row-major order.</summary>
    /// <param name="rows">Number of rows of A.</param>
    /// <param name="columns">Number of columns of A.</param>
    /// <param name="read">Reads one row of A.</param>
    public static double[] Compute(int rows, int columns, RowReader read)
    {
        var padded = (columns + TileColumns - 1) / TileColumns * TileColumns;
        var sums = new double[columns * columns];
        var stripes = new float[StripeCount][];
        Parallel.For(0, StripeCount, stripe =>
            stripes[stripe] = ComputeStripe(
                (int)((long)rows * stripe / StripeCount),
                (int)((long)rows * (stripe + 1) / StripeCount),
                columns,
                padded,
                read
            )
        );
        Parallel.For(0, columns, i =>
        {
            // Only tiles on and right of the diagonal are computed; the rest is symmetric.
            for (var j = i; j < columns; j++)
            {
                var sum = 0.0;
                foreach (var stripe in stripes)
                {
                    sum += stripe[i * padded + j];
                }
                sums[i * columns + j] = sums[j * columns + i] = sum;
            }
        });
        return sums;
    }

    private static float[] ComputeStripe(int from, int to, int columns, int padded, RowReader read)
    {
        var sums = new float[padded * padded];
        // A stride that is a power of two would map all rows to the same few cache sets.
        var stride = padded + TileColumns;
        var block = new float[BlockRows * stride];
        for (var first = from; first < to; first += BlockRows)
        {
            var count = Math.Min(BlockRows, to - first);
            for (var row = 0; row < count; row++)
            {
                read(first + row, block.AsSpan(row * stride, columns));
            }
            AddBlock(block, count, stride, sums, padded);
        }
        return sums;
    }

    private static void AddBlock(ReadOnlySpan<float> block, int count, int stride, Span<float> sums, int padded)
    {
        ref var start = ref MemoryMarshal.GetReference(block);
        for (var i = 0; i < padded; i += TileRows)
        {
            for (var j = i / TileColumns * TileColumns; j < padded; j += TileColumns)
            {
                AddTile(ref Unsafe.Add(ref start, i), ref Unsafe.Add(ref start, j), count, stride, ref sums[i * padded + j], padded);
            }
        }
    }

    private static void AddTile(ref float omitted, ref float right, int count, int stride, ref float sums, int padded)
    {
        var (a0, a1) = Load(ref sums);
        var (b0, b1) = Load(ref Unsafe.Add(ref sums, padded));
        var (c0, c1) = Load(ref Unsafe.Add(ref sums, 2 * padded));
        var (d0, d1) = Load(ref Unsafe.Add(ref sums, 3 * padded));
        for (var row = 0; row < count; row++)
        {
            var (low, high) = Load(ref right);
            var value = Vector256.Create(omitted);
            (a0, a1) = (Vector256.FusedMultiplyAdd(value, low, a0), Vector256.FusedMultiplyAdd(value, high, a1));
            value = Vector256.Create(Unsafe.Add(ref omitted, 1));
            (b0, b1) = (Vector256.FusedMultiplyAdd(value, low, b0), Vector256.FusedMultiplyAdd(value, high, b1));
            value = Vector256.Create(Unsafe.Add(ref omitted, 2));
            (c0, c1) = (Vector256.FusedMultiplyAdd(value, low, c0), Vector256.FusedMultiplyAdd(value, high, c1));
            value = Vector256.Create(Unsafe.Add(ref omitted, 3));
            (d0, d1) = (Vector256.FusedMultiplyAdd(value, low, d0), Vector256.FusedMultiplyAdd(value, high, d1));
            omitted = ref Unsafe.Add(ref omitted, stride);
            right = ref Unsafe.Add(ref right, stride);
        }
        Store(a0, a1, ref sums);
        Store(b0, b1, ref Unsafe.Add(ref sums, padded));
        Store(c0, c1, ref Unsafe.Add(ref sums, 2 * padded));
        Store(d0, d1, ref Unsafe.Add(ref sums, 3 * padded));
    }

    private static (Vector256<float> Low, Vector256<float> High) Load(ref float from) =>
        (Vector256.LoadUnsafe(ref from), Vector256.LoadUnsafe(ref from, 8));

    private static void Store(Vector256<float> low, Vector256<float> high, ref float to)
    {
        low.StoreUnsafe(ref to);
        high.StoreUnsafe(ref to, 8);
    }
}
