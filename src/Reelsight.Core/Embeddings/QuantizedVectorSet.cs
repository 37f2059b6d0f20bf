namespace Reelsight.Core.Embeddings;

/// <summary>Rows × dimension signed bytes; row r stands for <c>Values[r] * Scales[r]</c>.</summary>
public sealed record QuantizedVectorSet(string Space, VectorUnit Unit, int Dimension, sbyte[] Values, float[] Scales);
