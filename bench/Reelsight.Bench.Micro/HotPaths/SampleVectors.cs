namespace Reelsight.Bench.Micro.HotPaths;

/// <summary>Vectors from a seed.</summary>
internal static class SampleVectors
{
    /// <summary>Dimensions of the vectors of visual similarity.</summary>
    public const int Dimension = 256;

    /// <summary>Rows x dimensions values from -0.5 to 0.5.</summary>
    public static float[] Create(int rows, int seed)
    {
        var random = new Random(seed);
        var values = new float[rows * Dimension];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = random.NextSingle() - 0.5f;
        }

        return values;
    }
}
