using Reelsight.Vectors;

namespace Reelsight.Bench.Micro.HotPaths;

/// <summary>Vectors of clips to bytes, as they are stored.</summary>
internal sealed class VectorQuantization : HotPath
{
    private readonly float[] _values = SampleVectors.Create(rows: 100, seed: 1);

    /// <inheritdoc/>
    public override int Run() => QuantizedVectors.FromFloats(_values, SampleVectors.Dimension).Scales.Length;
}
