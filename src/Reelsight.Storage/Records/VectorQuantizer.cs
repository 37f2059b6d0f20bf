using Reelsight.Core.Embeddings;
using Reelsight.Vectors;

namespace Reelsight.Storage.Records;

/// <summary>Converts the vectors of a description to and from their stored form, which the vector engine compares.</summary>
public static class VectorQuantizer
{
    /// <summary>Converts floats to signed bytes with one scale per row; see <see cref="QuantizedVectors.FromFloats"/>.</summary>
    public static QuantizedVectorSet Quantize(VectorSet set)
    {
        var rows = QuantizedVectors.FromFloats(set.Values, set.Dimension);
        return new QuantizedVectorSet(set.Space, set.Unit, set.Dimension, rows.Values, rows.Scales);
    }

    /// <summary>Converts signed bytes back to floats.</summary>
    public static VectorSet Dequantize(QuantizedVectorSet set) =>
        new(set.Space, set.Unit, set.Dimension, new QuantizedVectors(set.Dimension, set.Values, set.Scales).ToFloats());
}
