using System.Globalization;
using Reelsight.Vectors;

namespace Reelsight.Bench.Vectors;

/// <summary>
/// Seeded vectors in clusters: documents of ten rows that resemble their document, and documents that resemble one of some hundred
/// scenes, so that the best rows are near and the rest is not.
/// </summary>
internal static class SyntheticRows
{
    public const int Dimension = 512;
    public const int RowsPerDocument = 10;

    private static readonly float[][] Scenes = [.. Enumerable.Range(0, 300).Select(scene => Noise(new Random(scene)))];

    public static string KeyOf(int document) => document.ToString("x64", CultureInfo.InvariantCulture);

    public static QuantizedVectors Create(int document)
    {
        var random = new Random(document + 1000);
        var (scene, own) = (Scenes[random.Next(Scenes.Length)], Noise(random));
        var values = new float[RowsPerDocument * Dimension];
        for (var row = 0; row < RowsPerDocument; row++)
        {
            Mix(scene, own, random, values.AsSpan(row * Dimension, Dimension));
        }
        return QuantizedVectors.FromFloats(values, Dimension);
    }

    /// <summary>A query near one document, of length 1.</summary>
    public static float[] CreateQuery(int number)
    {
        var random = new Random(number - 100_000);
        var query = new float[Dimension];
        Mix(Scenes[random.Next(Scenes.Length)], Noise(random), random, query);
        return query;
    }

    /// <summary>A query as the bytes that others take.</summary>
    public static sbyte[] QuantizeQuery(float[] query) => QuantizedVectors.FromFloats(query, Dimension).Values;

    private static void Mix(float[] scene, float[] own, Random random, Span<float> result)
    {
        var sum = 0f;
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = scene[i] + own[i] + 0.5f * (random.NextSingle() - 0.5f);
            sum += result[i] * result[i];
        }
        for (var i = 0; i < result.Length; i++)
        {
            result[i] /= MathF.Sqrt(sum);
        }
    }

    private static float[] Noise(Random random)
    {
        var noise = new float[Dimension];
        for (var i = 0; i < noise.Length; i++)
        {
            noise[i] = random.NextSingle() - 0.5f;
        }
        return noise;
    }
}
