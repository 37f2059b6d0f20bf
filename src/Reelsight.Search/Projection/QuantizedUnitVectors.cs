using System.Runtime.InteropServices;
using Reelsight.Vectors;

namespace Reelsight.Search.Projection;

/// <summary>Unit vectors quantized to bytes, in one contiguous array. Immutable and thread-safe.</summary>
public sealed class QuantizedUnitVectors
{
    private const byte Bias = 128;

    private readonly byte[] _bytes;
    private readonly float[] _scales;

    private QuantizedUnitVectors(int count, int dimension, byte[] bytes, float[] scales) =>
        (Count, Dimension, _bytes, _scales) = (count, dimension, bytes, scales);

    /// <summary>Number of vectors.</summary>
    public int Count { get; }

    /// <summary>Dimensions of each vector.</summary>
    public int Dimension { get; }

    /// <summary>Wraps rows of bytes as a vector index stores them (<see cref="DotProduct"/>: 128 added to each).</summary>
    /// <param name="dimension">Dimensions of each vector.</param>
    /// <param name="bytes">The rows, one after the other; not copied.</param>
    public static QuantizedUnitVectors FromBytes(int dimension, byte[] bytes)
    {
        var count = dimension == 0 ? 0 : bytes.Length / dimension;
        var scales = new float[count];
        Parallel.For(0, count, row =>
        {
            var squares = 0L;
            foreach (var value in bytes.AsSpan(row * dimension, dimension))
            {
                squares += (value - Bias) * (value - Bias);
            }
            scales[row] = squares == 0 ? 0 : (float)(1 / Math.Sqrt(squares));
        });
        return new QuantizedUnitVectors(count, dimension, bytes, scales);
    }

    /// <summary>Quantizes rows of floats.</summary>
    public static QuantizedUnitVectors FromFloats(int dimension, ReadOnlySpan<float> values)
    {
        var bytes = new byte[values.Length];
        for (var at = 0; at < values.Length; at += dimension)
        {
            var row = values.Slice(at, dimension);
            var maxMagnitude = 0f;
            foreach (var value in row)
            {
                maxMagnitude = MathF.Max(maxMagnitude, MathF.Abs(value));
            }
            for (var i = 0; i < dimension; i++)
            {
                bytes[at + i] = (byte)(Bias + (maxMagnitude == 0 ? 0 : MathF.Round(row[i] / maxMagnitude * 127)));
            }
        }
        return FromBytes(dimension, bytes);
    }

    /// <summary>The mean of each run of consecutive rows, normalised to length 1.</summary>
    /// <param name="firsts">Index of the first row of each run, and the end of the last.</param>
    public QuantizedUnitVectors ComputeMeans(ReadOnlySpan<int> firsts)
    {
        var means = new float[(firsts.Length - 1) * Dimension];
        var row = new float[Dimension];
        for (var run = 0; run + 1 < firsts.Length; run++)
        {
            var mean = means.AsSpan(run * Dimension, Dimension);
            for (var at = firsts[run]; at < firsts[run + 1]; at++)
            {
                Dequantize(at, row);
                for (var i = 0; i < mean.Length; i++)
                {
                    mean[i] += row[i];
                }
            }
        }
        return FromFloats(Dimension, means);
    }

    /// <summary>Converts a vector to floats.</summary>
    public void Dequantize(int row, Span<float> values)
    {
        var bytes = _bytes.AsSpan(row * Dimension, Dimension);
        var scale = _scales[row];
        for (var i = 0; i < bytes.Length; i++)
        {
            values[i] = (bytes[i] - Bias) * scale;
        }
    }

    /// <summary>Prepares one row to be compared with others.</summary>
    /// <param name="row">The row.</param>
    /// <param name="values">Buffer for its bytes.</param>
    internal PreparedQuery PrepareQuery(int row, sbyte[] values)
    {
        var sum = 0;
        var bytes = _bytes.AsSpan(row * Dimension, Dimension);
        for (var i = 0; i < bytes.Length; i++)
        {
            values[i] = (sbyte)(bytes[i] - Bias);
            sum += values[i];
        }
        return new PreparedQuery(values, Bias * sum, _scales[row]);
    }

    /// <summary>The cosine similarity of a row with a prepared one.</summary>
    internal float Cosine(in PreparedQuery query, int row) =>
        (
            DotProduct.ComputeBiased(MemoryMarshal.CreateReadOnlySpan(ref _bytes[row * Dimension], Dimension), query.Values)
            - query.BiasCorrection
        )
        * query.Scale
        * _scales[row];

    /// <summary>A row that others are compared with.</summary>
    internal readonly record struct PreparedQuery(sbyte[] Values, int BiasCorrection, float Scale);
}
