namespace Reelsight.Inference.Embeddings;

/// <summary>An image in the joint space.</summary>
/// <param name="Vector"><see cref="JointSpace.Dimensions"/> values, Euclidean norm 1.</param>
/// <param name="Probabilities">
/// How likely each of <see cref="JointSpace.Names"/> is, 0 to 1, with sum 1, calibrated on images that show one of them. An image that
/// shows none of them gets a label nevertheless.
/// </param>
public sealed record JointEmbedding(float[] Vector, float[] Probabilities);
