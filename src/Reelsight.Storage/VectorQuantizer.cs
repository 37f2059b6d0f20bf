namespace Reelsight.Storage;

/// <summary>Vectors as signed bytes: a quarter of the space, and what the exact scan reads.</summary>
public static class VectorQuantizer
{
    /// <summary>
    /// Each row is scaled by its largest magnitude over 127 and rounded to nearest, so an entry is off by at most half a step.
    /// A row of zeros stays zeros, with scale 0.
    /// </summary>
    public static QuantizedVectorSet Quantize(VectorSet set)
    {
        var rows = set.Dimension == 0 ? 0 : set.Values.Length / set.Dimension;
        var values = new sbyte[rows * set.Dimension];
        var scales = new float[rows];
        for (var row = 0; row < rows; row++)
        {
            var from = set.Values.AsSpan(row * set.Dimension, set.Dimension);
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
            var to = values.AsSpan(row * set.Dimension, set.Dimension);
            for (var i = 0; i < from.Length; i++)
            {
                to[i] = (sbyte)Math.Clamp(MathF.Round(from[i] / scales[row]), -127, 127);
            }
        }
        return new QuantizedVectorSet(set.Space, set.Unit, set.Dimension, values, scales);
    }

    /// <summary>The floats that the bytes stand for.</summary>
    public static VectorSet Dequantize(QuantizedVectorSet set)
    {
        var values = new float[set.Values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = set.Values[i] * set.Scales[i / set.Dimension];
        }
        return new VectorSet(set.Space, set.Unit, set.Dimension, values);
    }
}
