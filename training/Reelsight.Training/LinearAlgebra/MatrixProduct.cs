using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Reelsight.Training.LinearAlgebra;

/// <summary>
/// Products of matrices on every core: the right side is packed into strips, of which a small block of rows at a time uses all of the
/// registers.
/// </summary>
internal static class MatrixProduct
{
    // Eight rows of two vectors are 16 sums; with the two of the strip and one of the left side they fit the 32 registers.
    private const int RowsPerBlock = 8;
    private const int StripWidth = 32;
    private const int BlockDepth = 512;

    /// <summary>left x right.</summary>
    public static Matrix Multiply(Matrix left, Matrix right)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(right.Rows, left.Columns, nameof(right));
        var result = new Matrix(left.Rows, right.Columns);
        var strips = (right.Columns + StripWidth - 1) / StripWidth;
        var packed = new float[strips * BlockDepth * StripWidth];
        for (var start = 0; start < left.Columns; start += BlockDepth)
        {
            var depth = Math.Min(BlockDepth, left.Columns - start);
            Parallel.For(0, strips, strip => Pack(right, start, depth, strip, packed));
            Parallel.For(0, (left.Rows + RowsPerBlock - 1) / RowsPerBlock, block =>
                AddBlock(left, start, depth, block * RowsPerBlock, packed, result)
            );
        }

        return result;
    }

    /// <summary>left x right, of which the right side is given with rows and columns exchanged.</summary>
    public static Matrix MultiplyByTransposed(Matrix left, Matrix right) => Multiply(left, right.Transpose());

    /// <summary>left with rows and columns exchanged x right.</summary>
    public static Matrix MultiplyTransposed(Matrix left, Matrix right) => Multiply(left.Transpose(), right);

    private static void Pack(Matrix right, int start, int depth, int strip, float[] packed)
    {
        var left = strip * StripWidth;
        var width = Math.Min(StripWidth, right.Columns - left);
        for (var k = 0; k < depth; k++)
        {
            var to = packed.AsSpan(((strip * BlockDepth) + k) * StripWidth, StripWidth);
            right.GetRow(start + k).Slice(left, width).CopyTo(to);
            to[width..].Clear();
        }
    }

    private static void AddBlock(Matrix left, int start, int depth, int row, float[] packed, Matrix result)
    {
        var rows = Math.Min(RowsPerBlock, left.Rows - row);
        Span<float> sums = stackalloc float[RowsPerBlock * StripWidth];
        for (var column = 0; column < result.Columns; column += StripWidth)
        {
            Sum(left, start, depth, row, rows, packed.AsSpan(column / StripWidth * BlockDepth * StripWidth), sums);
            var width = Math.Min(StripWidth, result.Columns - column);
            for (var i = 0; i < rows; i++)
            {
                var to = result.GetRow(row + i).Slice(column, width);
                System.Numerics.Tensors.TensorPrimitives.Add(to, sums.Slice(i * StripWidth, width), to);
            }
        }
    }

    private static void Sum(Matrix left, int start, int depth, int row, int rows, ReadOnlySpan<float> strip, Span<float> sums)
    {
        ref var from = ref MemoryMarshal.GetArrayDataReference(left.Values);
        ref var b = ref MemoryMarshal.GetReference(strip);
        var step = left.Columns;

        // Rows beyond the last are read from the last one and not used.
        nint At(int i) => ((nint)(row + Math.Min(i, rows - 1)) * step) + start;
        nint p0 = At(0),
            p1 = At(1),
            p2 = At(2),
            p3 = At(3),
            p4 = At(4),
            p5 = At(5),
            p6 = At(6),
            p7 = At(7);
        Vector512<float> a0 = default,
            a1 = default,
            b0 = default,
            b1 = default,
            c0 = default,
            c1 = default,
            d0 = default,
            d1 = default;
        Vector512<float> e0 = default,
            e1 = default,
            f0 = default,
            f1 = default,
            g0 = default,
            g1 = default,
            h0 = default,
            h1 = default;
        for (nint k = 0; k < depth; k++)
        {
            var x = Vector512.LoadUnsafe(ref b, (nuint)(k * StripWidth));
            var y = Vector512.LoadUnsafe(ref b, (nuint)((k * StripWidth) + 16));
            Step(ref from, p0 + k, x, y, ref a0, ref a1);
            Step(ref from, p1 + k, x, y, ref b0, ref b1);
            Step(ref from, p2 + k, x, y, ref c0, ref c1);
            Step(ref from, p3 + k, x, y, ref d0, ref d1);
            Step(ref from, p4 + k, x, y, ref e0, ref e1);
            Step(ref from, p5 + k, x, y, ref f0, ref f1);
            Step(ref from, p6 + k, x, y, ref g0, ref g1);
            Step(ref from, p7 + k, x, y, ref h0, ref h1);
        }

        ReadOnlySpan<Vector512<float>> all = [a0, a1, b0, b1, c0, c1, d0, d1, e0, e1, f0, f1, g0, g1, h0, h1];
        MemoryMarshal.Cast<Vector512<float>, float>(all).CopyTo(sums);
    }

    private static void Step(
        ref float from,
        nint at,
        Vector512<float> x,
        Vector512<float> y,
        ref Vector512<float> first,
        ref Vector512<float> second
    )
    {
        var value = Vector512.Create(System.Runtime.CompilerServices.Unsafe.Add(ref from, at));
        first = Vector512.FusedMultiplyAdd(value, x, first);
        second = Vector512.FusedMultiplyAdd(value, y, second);
    }
}
