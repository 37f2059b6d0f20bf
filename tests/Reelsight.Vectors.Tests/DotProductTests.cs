using System.Runtime.Intrinsics.X86;

namespace Reelsight.Vectors.Tests;

public sealed class DotProductTests
{
    public static TheoryData<string> Kernels() =>
        new(
            ((string Name, bool IsSupported)[])[("avx-vnni", AvxVnni.IsSupported), ("avx2", Avx2.IsSupported), ("vector128", true)]
                is var all
                ? all.Where(kernel => kernel.IsSupported).Select(kernel => kernel.Name)
                : []
        );

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Every_kernel_gives_what_counting_one_by_one_gives(string kernel)
    {
        var random = new Random(11);
        foreach (var length in (int[])[0, 1, 15, 16, 31, 32, 33, 63, 64, 65, 127, 128, 129, 512, 1280, 1281])
        {
            var row = new byte[length];
            var query = new sbyte[length];
            random.NextBytes(row);
            for (var i = 0; i < length; i++)
            {
                query[i] = (sbyte)random.Next(-128, 128);
            }
            Assert.Equal(DotProduct.ComputeScalar(row, query), Run(kernel, row, query));
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Extreme_bytes_do_not_overflow(string kernel)
    {
        var row = Enumerable.Repeat(byte.MaxValue, 1280).ToArray();
        foreach (var extreme in (sbyte[])[-128, 127])
        {
            var query = Enumerable.Repeat(extreme, 1280).ToArray();
            Assert.Equal(255 * extreme * 1280, Run(kernel, row, query));
        }
    }

    [Fact]
    public void Cosines_of_bytes_are_those_of_the_floats_within_a_hundredth()
    {
        var random = new Random(12);
        for (var round = 0; round < 50; round++)
        {
            var (one, other) = (Unit(random), Unit(random));
            for (var i = 0; i < one.Length; i++)
            {
                other[i] = 0.7f * one[i] + 0.3f * other[i];
            }
            var exact = one.Zip(other, (a, b) => (double)a * b).Sum();
            var scale = other.Max(MathF.Abs) / 127;
            var bytes = other.Select(x => (sbyte)MathF.Round(x / scale)).ToArray();
            var rows = QuantizedRows.Select(bytes, [scale], one.Length, [0]);
            Assert.Equal(exact, new QuantizedVector(one).Cosine(rows[0], rows.GetScale(0)), 0.01);
        }
    }

    [Fact]
    public void A_heap_keeps_the_best_and_breaks_ties_by_the_smaller_item()
    {
        var random = new Random(13);
        var items = Enumerable.Range(0, 1000).Select(i => (Score: (double)random.Next(20), Item: i)).OrderBy(_ => random.Next()).ToList();
        var best = new TopK<int>(50);
        foreach (var (score, item) in items)
        {
            best.Add(score, item);
        }
        Assert.Equal(items.OrderByDescending(i => i.Score).ThenBy(i => i.Item).Take(50), best.DrainDescending());
    }

    private static int Run(string kernel, byte[] row, sbyte[] query) =>
        kernel switch
        {
            "avx-vnni" => DotProduct.ComputeAvxVnni(row, query),
            "avx2" => DotProduct.ComputeAvx2(row, query),
            _ => DotProduct.ComputeVector128(row, query),
        };

    private static float[] Unit(Random random)
    {
        var values = Enumerable.Range(0, 512).Select(_ => random.NextSingle() - 0.5f).ToArray();
        var norm = MathF.Sqrt(values.Sum(x => x * x));
        return [.. values.Select(x => x / norm)];
    }
}
