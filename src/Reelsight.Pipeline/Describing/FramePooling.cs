using System.Numerics.Tensors;

namespace Reelsight.Pipeline.Describing;

/// <summary>
/// Pools the embeddings of a clip's frames: their mean, weighted by each frame's agreement with it, so that a flash or a black lead-in has
/// little influence. The length of the clip does not matter, only which share of it shows what.
/// </summary>
internal static class FramePooling
{
    // More iterations change nothing measurable.
    private const int Iterations = 5;

    // A frame that has nothing in common with the others keeps a small weight, so that there is always a mean.
    private const float MinAgreement = 0.01f;

    /// <summary>Pools vectors of length 1.</summary>
    /// <param name="frames">One vector a frame.</param>
    /// <param name="dimension">Dimensions of a vector.</param>
    /// <returns>A vector of length 1, or zeros without frames; and the weight of each frame, in sum 1.</returns>
    public static (float[] Vector, float[] Weights) Pool(IReadOnlyList<float[]> frames, int dimension)
    {
        var pooled = new float[dimension];
        var weights = new float[frames.Count];
        weights.AsSpan().Fill(1);
        Mean(frames, weights, pooled);
        for (var step = 0; step < Iterations; step++)
        {
            for (var frame = 0; frame < weights.Length; frame++)
            {
                var agreement = MathF.Max(MinAgreement, TensorPrimitives.Dot<float>(frames[frame], pooled));
                weights[frame] = agreement * agreement;
            }
            Mean(frames, weights, pooled);
        }
        if (weights.Length > 0)
        {
            TensorPrimitives.Divide(weights, TensorPrimitives.Sum<float>(weights), weights);
        }

        return (pooled, weights);
    }

    private static void Mean(IReadOnlyList<float[]> frames, float[] weights, float[] mean)
    {
        Array.Clear(mean);
        for (var frame = 0; frame < weights.Length; frame++)
        {
            TensorPrimitives.MultiplyAdd(frames[frame], weights[frame], mean, mean);
        }

        var norm = TensorPrimitives.Norm<float>(mean);
        if (norm > 0)
        {
            TensorPrimitives.Divide(mean, norm, mean);
        }
    }
}
