using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Reelsight.ModelConversion.Onnx;

namespace Reelsight.Inference.Speech;

/// <summary>The output layer of the decoder: turns a hidden state into the logit of every token.</summary>
/// <param name="table">One row of weights per token.</param>
internal sealed class QuantizedOutputLayer(QuantizedMatrix table)
{
    // The hidden state is rounded to this many steps: a row of 288 products with bytes then still fits 32 bits, and the
    // error stays far below that of the weights.
    private const float HiddenSteps = 16_383;

    /// <summary>Number of tokens.</summary>
    public int Count => table.Weights.Length / table.Width;

    /// <summary>Computes the logit of every token.</summary>
    /// <param name="hidden">Last hidden state, one value per weight of a row.</param>
    /// <param name="logits">Receives <see cref="Count"/> values.</param>
    public void ComputeLogits(ReadOnlySpan<float> hidden, Span<float> logits)
    {
        var (weights, width, scale, zeroPoint) = table;
        Span<short> steps = stackalloc short[width];
        var perStep = Math.Max(Math.Abs(TensorPrimitives.MaxMagnitude(hidden)), 1e-9f) / HiddenSteps;
        var sum = 0;
        for (var i = 0; i < width; i++)
        {
            steps[i] = (short)MathF.Round(hidden[i] / perStep);
            sum += steps[i];
        }

        var zero = sum * zeroPoint;
        var factor = scale * perStep;
        for (var token = 0; token < logits.Length; token++)
        {
            logits[token] = factor * (Dot(weights.AsSpan(token * width, width), steps) - zero);
        }
    }

    private static int Dot(ReadOnlySpan<byte> row, ReadOnlySpan<short> steps)
    {
        var i = 0;
        var total = 0;
        if (Avx2.IsSupported)
        {
            ref var bytes = ref MemoryMarshal.GetReference(row);
            ref var shorts = ref MemoryMarshal.GetReference(steps);
            var even = Vector256<int>.Zero;
            var odd = Vector256<int>.Zero;
            for (; i <= row.Length - 32; i += 32)
            {
                var first = Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref bytes, (nuint)i));
                var second = Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref bytes, (nuint)i + 16));
                even += Avx2.MultiplyAddAdjacent(first, Vector256.LoadUnsafe(ref shorts, (nuint)i));
                odd += Avx2.MultiplyAddAdjacent(second, Vector256.LoadUnsafe(ref shorts, (nuint)i + 16));
            }

            total = Vector256.Sum(even + odd);
        }

        for (; i < row.Length; i++)
        {
            total += row[i] * steps[i];
        }

        return total;
    }
}
