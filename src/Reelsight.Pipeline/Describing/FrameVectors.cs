using Reelsight.Inference.Embeddings;

namespace Reelsight.Pipeline.Describing;

/// <summary>What is kept of a sampled frame until the clips are known.</summary>
/// <param name="TimeSec">When it is shown.</param>
/// <param name="VisualSimilarity">How it looks; null for a blank one. Frames that show the same share one, as they do with the next.</param>
/// <param name="Joint">What it shows; frames that show the same share one.</param>
/// <param name="WasInferred">Whether <paramref name="Joint"/> was made from this very frame.</param>
internal readonly record struct FrameVectors(double TimeSec, float[]? VisualSimilarity, JointEmbedding Joint, bool WasInferred);
