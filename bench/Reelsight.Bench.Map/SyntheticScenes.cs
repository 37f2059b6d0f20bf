using Reelsight.Search.Projection;

namespace Reelsight.Bench.Map;

/// <summary>Seeded vectors: runs of ten clips like each other, in videos like one of some hundred scenes.</summary>
internal static class SyntheticScenes
{
    public const int Dimension = 512;
    private const int ClipsPerVideo = 10,
        Count = 300;

    public static QuantizedUnitVectors Create(int rows)
    {
        var scenes = Enumerable.Range(0, Count).Select(scene => Noise(new Random(scene), 1)).ToArray();
        var values = new float[rows * Dimension];
        Parallel.For(0, (rows + ClipsPerVideo - 1) / ClipsPerVideo, video =>
        {
            var random = new Random(video + 1000);
            var (scene, own) = (scenes[random.Next(Count)], Noise(random, 0.7f));
            for (var row = video * ClipsPerVideo; row < Math.Min(rows, (video + 1) * ClipsPerVideo); row++)
            {
                var noise = Noise(random, 0.4f);
                for (var i = 0; i < Dimension; i++)
                {
                    values[row * Dimension + i] = scene[i] + own[i] + noise[i];
                }
            }
        });
        return QuantizedUnitVectors.FromFloats(Dimension, values);
    }

    private static float[] Noise(Random random, float size) =>
        [.. Enumerable.Range(0, Dimension).Select(_ => size * (random.NextSingle() - 0.5f))];
}
