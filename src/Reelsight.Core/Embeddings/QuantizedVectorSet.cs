namespace Reelsight.Core.Embeddings;

/// <summary>
/// A <see cref="VectorSet"/> quantized to 8 bits: rows × dimension signed bytes, where row r stands for <c>Values[r] * Scales[r]</c>.
/// </summary>
public sealed record QuantizedVectorSet(string Space, VectorUnit Unit, int Dimension, sbyte[] Values, float[] Scales);
