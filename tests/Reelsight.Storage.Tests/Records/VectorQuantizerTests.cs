using Reelsight.Core.Embeddings;
using Reelsight.Storage.Records;

namespace Reelsight.Storage.Tests.Records;

public sealed class VectorQuantizerTests
{
    [Fact]
    public void Values_are_off_by_at_most_half_a_step_of_their_row()
    {
        const int dimension = 64;
        var random = new Random(7);
        var values = Enumerable.Range(0, 50 * dimension).Select(_ => (random.NextSingle() * 2) - 1).ToArray();
        var set = new VectorSet("space/1", VectorUnit.Clip, dimension, values);

        var stored = VectorQuantizer.Quantize(set);
        var read = VectorQuantizer.Dequantize(stored);

        Assert.Equal(50, stored.Scales.Length);
        for (var i = 0; i < values.Length; i++)
        {
            Assert.True(Math.Abs(values[i] - read.Values[i]) <= (stored.Scales[i / dimension] / 2) + 1e-6f);
        }
    }

    [Fact]
    public void The_largest_magnitude_of_a_row_becomes_127_and_zero_rows_stay_zero()
    {
        var stored = VectorQuantizer.Quantize(new VectorSet("space/1", VectorUnit.Clip, 3, [-2, 1, 0.1f, 0, 0, 0]));

        Assert.Equal([-127, 64, 6, 0, 0, 0], stored.Values.Select(value => (int)value));
        Assert.Equal([2f / 127, 0], stored.Scales);
        Assert.Equal([0, 0, 0], VectorQuantizer.Dequantize(stored).Values[3..]);
    }

    [Fact]
    public void A_set_without_rows_stays_one()
    {
        var stored = VectorQuantizer.Quantize(new VectorSet("space/1", VectorUnit.Evidence, 3, []));

        Assert.Empty(stored.Values);
        Assert.Empty(stored.Scales);
    }
}
