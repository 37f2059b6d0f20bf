namespace Reelsight.Core.Embeddings;

/// <summary>
/// Embeddings of one space, one row a unit, L2-normalized, row-major. A row of zeros stands for a unit without an embedding.
/// </summary>
/// <param name="Space">The encoder and version that made them; vectors of two spaces are never compared.</param>
/// <param name="Unit">What a row stands for.</param>
/// <param name="Dimension">Dimensions of each vector.</param>
/// <param name="Values">Rows × dimension floats.</param>
public sealed record VectorSet(string Space, VectorUnit Unit, int Dimension, float[] Values);
