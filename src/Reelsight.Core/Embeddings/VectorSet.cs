namespace Reelsight.Core.Embeddings;

/// <summary>
/// Vectors of one space, one row a unit, L2-normalised, row-major. A row of zeros means "nothing to say here".
/// </summary>
/// <param name="Space">The encoder and version that made them; vectors of two spaces are never compared.</param>
/// <param name="Unit">What a row stands for.</param>
/// <param name="Dimension">Numbers in a row.</param>
/// <param name="Values">Rows × dimension floats.</param>
public sealed record VectorSet(string Space, VectorUnit Unit, int Dimension, float[] Values);
