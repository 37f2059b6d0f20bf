using System.Numerics.Tensors;

namespace Reelsight.Labels.Teaching;

/// <summary>A linear classifier: near 1 where the label is shown, near -1 where it is not.</summary>
/// <param name="Weights">One for each number of a <see cref="FeatureLayout"/>.</param>
/// <param name="Bias">The score where all numbers are 0.</param>
public sealed record LinearScore(float[] Weights, float Bias)
{
    /// <summary>The score of a window.</summary>
    public float Compute(ReadOnlySpan<float> numbers) => TensorPrimitives.Dot<float>(Weights, numbers) + Bias;
}
