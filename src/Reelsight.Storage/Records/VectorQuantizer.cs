using Reelsight.Core.Embeddings;
using Reelsight.Vectors;

namespace Reelsight.Storage.Records;

/// <summary>Vectors of a description as they are stored: in the form that the vector engine compares.</summary>
public static class VectorQuantizer
{
    /// <summary>To signed bytes with one scale a row; see <see cref="QuantizedVectors.FromFloats"/>.</summary>
    public static QuantizedVectorSet Quantize(VectorSet set)
    {
        var rows = QuantizedVectors.FromFloats(set.Values, set.Dimension);
        return new QuantizedVectorSet(set.Space, set.Unit, set.Dimension, rows.Values, rows.Scales);
    }

    /// <summary>The floats that the bytes stand for.</summary>
    public static VectorSet Dequantize(QuantizedVectorSet set) =>
        new(set.Space, set.Unit, set.Dimension, new QuantizedVectors(set.Dimension, set.Values, set.Scales).ToFloats());
}
