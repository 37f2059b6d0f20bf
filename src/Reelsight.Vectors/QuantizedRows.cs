using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Reelsight.Vectors;

/// <summary>Vectors in memory as rows of bytes with 128 added (see <see cref="DotProduct"/>) and one scale each.</summary>
public sealed class QuantizedRows
{
    private readonly byte[] _bytes;
    private readonly float[] _scales;

    private QuantizedRows(int dimension, byte[] bytes, float[] scales) => (Dimension, _bytes, _scales) = (dimension, bytes, scales);

    /// <summary>No rows.</summary>
    public static QuantizedRows Empty { get; } = new(0, [], []);

    /// <summary>Dimensions of each vector.</summary>
    public int Dimension { get; }

    /// <summary>Number of rows.</summary>
    public int Count => _scales.Length;

    /// <summary>The bytes of all rows, one after the other.</summary>
    public byte[] Bytes => _bytes;

    /// <summary>The bytes of a row.</summary>
    public ReadOnlySpan<byte> this[int row] => _bytes.AsSpan(row * Dimension, Dimension);

    /// <summary>The scale of a row: what a difference of 1 stands for; 0 for a row of zeros.</summary>
    public float GetScale(int row) => _scales[row];

    /// <summary>Copies some of the rows of quantized vectors, in the order given.</summary>
    /// <param name="values">Signed bytes of all rows, one row after the other.</param>
    /// <param name="scales">One per row.</param>
    /// <param name="dimension">Dimensions of each vector.</param>
    /// <param name="rows">The rows to copy.</param>
    public static QuantizedRows Select(sbyte[] values, float[] scales, int dimension, IReadOnlyList<int> rows)
    {
        var bytes = new byte[rows.Count * dimension];
        var picked = new float[rows.Count];
        for (var i = 0; i < rows.Count; i++)
        {
            picked[i] = scales[rows[i]];
            // Adding 128 to a signed byte is flipping its highest bit.
            TensorPrimitives.Xor(
                MemoryMarshal.AsBytes(values.AsSpan(rows[i] * dimension, dimension)),
                (byte)0x80,
                bytes.AsSpan(i * dimension, dimension)
            );
        }
        return new QuantizedRows(dimension, bytes, picked);
    }
}
