namespace Reelsight.Inference.Embeddings;

/// <summary>The vector of an edited image in <see cref="VisualSimilaritySpace"/>.</summary>
/// <param name="Edit">Which edit.</param>
/// <param name="Vector"><see cref="VisualSimilaritySpace.Dimensions"/> numbers of norm 1.</param>
public sealed record EditedImageVector(ImageEditKind Edit, float[] Vector);
