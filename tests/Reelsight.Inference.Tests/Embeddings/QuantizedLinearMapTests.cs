using System.Numerics.Tensors;
using Reelsight.Inference.Embeddings;

namespace Reelsight.Inference.Tests.Embeddings;

public sealed class QuantizedLinearMapTests
{
    [Fact]
    public void A_rounded_map_gives_nearly_what_the_exact_one_does()
    {
        const int Inputs = 700,
            Outputs = 9;
        var random = new Random(7);
        var weights = Enumerable.Range(0, Inputs * Outputs).Select(i => (random.NextSingle() - 0.5f) * (1 + (i / Inputs))).ToArray();
        var offsets = Enumerable.Range(0, Outputs).Select(i => i / 10f).ToArray();
        var input = Enumerable.Range(0, Inputs).Select(_ => random.NextSingle() - 0.5f).ToArray();
        var map = QuantizedLinearMap.Quantize(weights, offsets);
        Assert.Equal((Inputs, Outputs), (map.Inputs, map.Outputs));
        var results = map.Apply(input);
        for (var i = 0; i < Outputs; i++)
        {
            var exact = TensorPrimitives.Dot<float>(input, weights.AsSpan(i * Inputs, Inputs)) + offsets[i];
            Assert.Equal(exact, results[i], 0.05f * (1 + i));
        }
    }

    [Fact]
    public void A_result_that_nothing_leads_to_is_its_offset() =>
        Assert.Equal([3f], QuantizedLinearMap.Quantize(new float[4], [3f]).Apply([1f, 2f, 3f, 4f]));
}
