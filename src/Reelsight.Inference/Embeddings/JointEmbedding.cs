using System.Numerics.Tensors;

namespace Reelsight.Inference.Embeddings;

/// <summary>A picture in the joint space.</summary>
/// <param name="Vector"><see cref="JointSpace.Dimensions"/> numbers, Euclidean norm 1.</param>
/// <param name="Probabilities">
/// How likely each of <see cref="JointSpace.Names"/> is, 0 to 1, in sum 1: calibrated on pictures that show one of them. A picture that
/// shows none of them gets a name all the same.
/// </param>
public sealed record JointEmbedding(float[] Vector, float[] Probabilities);
