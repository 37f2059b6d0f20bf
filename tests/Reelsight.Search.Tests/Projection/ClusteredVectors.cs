using Reelsight.Search.Projection;

namespace Reelsight.Search.Tests.Projection;

/// <summary>Seeded vectors around a few centres.</summary>
internal static class ClusteredVectors
{
    public const int Dimension = 48;

    /// <summary>Row n belongs to cluster n % <paramref name="clusters"/>.</summary>
    public static float[] Values(int rows, int clusters, float noise = 0.3f, int seed = 7)
    {
        var random = new Random(seed);
        var centres = Enumerable.Range(0, clusters).Select(_ => Direction(random)).ToArray();
        return
        [
            .. Enumerable
                .Range(0, rows)
                .SelectMany(row => centres[row % clusters].Zip(Direction(random), (centre, other) => centre + noise * other)),
        ];
    }

    public static QuantizedUnitVectors Create(int rows, int clusters, float noise = 0.3f) =>
        QuantizedUnitVectors.FromFloats(Dimension, Values(rows, clusters, noise));

    private static float[] Direction(Random random)
    {
        var values = Enumerable.Range(0, Dimension).Select(_ => random.NextSingle() - 0.5f).ToArray();
        var length = MathF.Sqrt(values.Sum(value => value * value));
        return Array.ConvertAll(values, value => value / length);
    }
}
