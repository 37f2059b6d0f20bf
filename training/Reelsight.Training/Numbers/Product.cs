using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Reelsight.Training.Numbers;

/// <summary>
/// Products of matrices on every core: the right side is packed into strips, of which a small block of rows at a time uses all of the
/// registers.
/// </summary>
internal static class Product
{
    // Eight rows of two vectors are 16 sums; with the two of the strip and one of the left side they fit the 32 registers.
    private const int RowsAtOnce = 8;
    private const int Strip = 32;
    private const int Depth = 512;

    /// <summary>left x right.</summary>
    public static Matrix Of(Matrix left, Matrix right)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(right.Rows, left.Columns, nameof(right));
        var result = new Matrix(left.Rows, right.Columns);
        var strips = (right.Columns + Strip - 1) / Strip;
        var packed = new float[strips * Depth * Strip];
        for (var start = 0; start < left.Columns; start += Depth)
        {
            var depth = Math.Min(Depth, left.Columns - start);
            Parallel.For(0, strips, strip => Pack(right, start, depth, strip, packed));
            Parallel.For(0, (left.Rows + RowsAtOnce - 1) / RowsAtOnce, block =>
                AddBlock(left, start, depth, block * RowsAtOnce, packed, result)
            );
        }

        return result;
    }

    /// <summary>left x right, of which the right side is given with rows and columns exchanged.</summary>
    public static Matrix WithTransposed(Matrix left, Matrix right) => Of(left, right.Transposed());

    /// <summary>left with rows and columns exchanged x right.</summary>
    public static Matrix OfTransposed(Matrix left, Matrix right) => Of(left.Transposed(), right);

    private static void Pack(Matrix right, int start, int depth, int strip, float[] packed)
    {
        var left = strip * Strip;
        var width = Math.Min(Strip, right.Columns - left);
        for (var k = 0; k < depth; k++)
        {
            var to = packed.AsSpan(((strip * Depth) + k) * Strip, Strip);
            right.Row(start + k).Slice(left, width).CopyTo(to);
            to[width..].Clear();
        }
    }

    private static void AddBlock(Matrix left, int start, int depth, int row, float[] packed, Matrix result)
    {
        var rows = Math.Min(RowsAtOnce, left.Rows - row);
        Span<float> sums = stackalloc float[RowsAtOnce * Strip];
        for (var column = 0; column < result.Columns; column += Strip)
        {
            Sum(left, start, depth, row, rows, packed.AsSpan(column / Strip * Depth * Strip), sums);
            var width = Math.Min(Strip, result.Columns - column);
            for (var i = 0; i < rows; i++)
            {
                var to = result.Row(row + i).Slice(column, width);
                System.Numerics.Tensors.TensorPrimitives.Add(to, sums.Slice(i * Strip, width), to);
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
            var x = Vector512.LoadUnsafe(ref b, (nuint)(k * Strip));
            var y = Vector512.LoadUnsafe(ref b, (nuint)((k * Strip) + 16));
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
