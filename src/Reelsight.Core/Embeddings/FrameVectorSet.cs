namespace Reelsight.Core.Embeddings;

/// <summary>Embeddings of sampled frames, one row a frame, L2-normalized, row-major, in order of time.</summary>
/// <param name="Space">The encoder and version that made them; vectors of two spaces are never compared.</param>
/// <param name="Dimension">Dimensions of each vector.</param>
/// <param name="TimesSec">Presentation time of each frame, seconds.</param>
/// <param name="Values">Frames × dimension floats.</param>
public sealed record FrameVectorSet(string Space, int Dimension, IReadOnlyList<double> TimesSec, float[] Values);
