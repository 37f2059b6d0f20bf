namespace Reelsight.Vectors;

/// <summary>
/// Vectors as signed bytes with one scale per row, which take a quarter of the space of floats and are what an index stores. Row r stands
/// for <c>Values[r] * Scales[r]</c>.
/// </summary>
/// <param name="Dimension">Dimensions of each vector.</param>
/// <param name="Values">Rows × dimensions values, one row after the other.</param>
/// <param name="Scales">One per row: what a difference of 1 stands for; 0 for a row of zeros.</param>
public sealed record QuantizedVectors(int Dimension, sbyte[] Values, float[] Scales)
{
    /// <summary>
    /// Quantizes vectors: scales each row by its largest magnitude over 127 and rounds to nearest, so a value is off by at most half the
    /// row's scale. A row of zeros stays zeros, with scale 0.
    /// </summary>
    /// <param name="values">Rows × dimensions floats.</param>
    /// <param name="dimension">Dimensions of each vector; 0 for no vectors.</param>
    public static QuantizedVectors FromFloats(ReadOnlySpan<float> values, int dimension)
    {
        var rows = dimension == 0 ? 0 : values.Length / dimension;
        var quantized = new sbyte[rows * dimension];
        var scales = new float[rows];
        for (var row = 0; row < rows; row++)
        {
            var from = values.Slice(row * dimension, dimension);
            var largest = 0f;
            foreach (var value in from)
            {
                largest = Math.Max(largest, Math.Abs(value));
            }
            scales[row] = largest / 127;
            if (scales[row] == 0)
            {
                continue;
            }
            var to = quantized.AsSpan(row * dimension, dimension);
            for (var i = 0; i < from.Length; i++)
            {
                to[i] = (sbyte)Math.Clamp(MathF.Round(from[i] / scales[row]), -127, 127);
            }
        }
        return new QuantizedVectors(dimension, quantized, scales);
    }

    /// <summary>The floats that the bytes stand for, rows × dimensions.</summary>
    public float[] ToFloats()
    {
        var values = new float[Values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Values[i] * Scales[i / Dimension];
        }
        return values;
    }
}
