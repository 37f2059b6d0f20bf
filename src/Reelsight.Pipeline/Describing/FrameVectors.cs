using Reelsight.Inference.Embeddings;

namespace Reelsight.Pipeline.Describing;

/// <summary>Embeddings of a sampled frame, kept until the clips are known.</summary>
/// <param name="TimeSec">Presentation time, seconds.</param>
/// <param name="VisualSimilarity">Visual similarity embedding; null for a blank frame. Frames that show the same share one.</param>
/// <param name="Joint">Embedding and tags in the joint space; frames that show the same share one.</param>
/// <param name="WasInferred">Whether <paramref name="Joint"/> was computed from this very frame.</param>
internal readonly record struct FrameVectors(double TimeSec, float[]? VisualSimilarity, JointEmbedding Joint, bool WasInferred);
