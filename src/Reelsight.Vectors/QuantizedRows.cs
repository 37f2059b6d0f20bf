using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Reelsight.Vectors;

/// <summary>Rows of vectors as bytes with 128 added (see <see cref="DotProduct"/>), one scale each.</summary>
public sealed class QuantizedRows
{
    private readonly byte[] _bytes;
    private readonly float[] _scales;

    private QuantizedRows(int dimension, byte[] bytes, float[] scales) => (Dimension, _bytes, _scales) = (dimension, bytes, scales);

    /// <summary>No rows.</summary>
    public static QuantizedRows Empty { get; } = new(0, [], []);

    /// <summary>Entries in a row.</summary>
    public int Dimension { get; }

    /// <summary>Number of rows.</summary>
    public int Count => _scales.Length;

    /// <summary>The bytes of all rows, one after the other.</summary>
    public byte[] Bytes => _bytes;

    /// <summary>The bytes of a row.</summary>
    public ReadOnlySpan<byte> this[int row] => _bytes.AsSpan(row * Dimension, Dimension);

    /// <summary>What one step of the row stands for; 0 for a row that says nothing.</summary>
    public float GetScale(int row) => _scales[row];

    /// <summary>Takes some rows of stored signed bytes, in the order given.</summary>
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
