namespace Reelsight.Core.Embeddings;

/// <summary>Vectors of single frames, L2-normalised, row-major, in order of time.</summary>
/// <param name="Space">As for <see cref="VectorSet"/>.</param>
/// <param name="Dimension">Numbers in a row.</param>
/// <param name="TimesSec">When each frame is shown.</param>
/// <param name="Values">Frames × dimension floats.</param>
public sealed record FrameVectorSet(string Space, int Dimension, IReadOnlyList<double> TimesSec, float[] Values);
