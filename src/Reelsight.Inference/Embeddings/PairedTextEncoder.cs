using System.Numerics.Tensors;

namespace Reelsight.Inference.Embeddings;

/// <summary>
/// Embeds texts with two encoders side by side: the vector of the first, then that of the second, each times the root of its share, so that
/// the cosine of two texts is the mean of those of the encoders, weighted by the shares. Thread-safe.
/// </summary>
/// <param name="space">Name of the space of the joined vectors.</param>
/// <param name="first">The first encoder; the caller disposes it.</param>
/// <param name="second">The second encoder; the caller disposes it.</param>
/// <param name="firstShare">The share of the first, 0-1.</param>
public sealed class PairedTextEncoder(string space, ITextEncoder first, ITextEncoder second, float firstShare) : ITextEncoder
{
    private readonly (float First, float Second) _scales = (MathF.Sqrt(firstShare), MathF.Sqrt(1 - firstShare));

    /// <inheritdoc/>
    public string Space => space;

    /// <inheritdoc/>
    public int Dimension => first.Dimension + second.Dimension;

    /// <inheritdoc/>
    public float[] Encode(string text) => Encode([text])[0];

    /// <inheritdoc/>
    public IReadOnlyList<float[]> Encode(IReadOnlyList<string> texts) =>
        [.. first.Encode(texts).Zip(second.Encode(texts), (one, other) => Join(one, other))];

    private float[] Join(float[] one, float[] other)
    {
        float[] joined = [.. one, .. other];
        var length = one.Length;
        TensorPrimitives.Multiply(joined.AsSpan(..length), _scales.First, joined.AsSpan(..length));
        TensorPrimitives.Multiply(joined.AsSpan(length..), _scales.Second, joined.AsSpan(length..));
        return joined;
    }
}
