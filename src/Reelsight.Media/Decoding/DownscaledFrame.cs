using System.Numerics;
using System.Runtime.InteropServices;

namespace Reelsight.Media.Decoding;

/// <summary>A frame shrunk to 64x36 in YUV 4:4:4, with its colour histogram: enough to see that the scene changed.</summary>
internal sealed class DownscaledFrame
{
    public const int Width = 64;
    public const int Height = 36;
    public const int Pixels = Width * Height;
    public const int Bytes = Pixels * 3;
    private const int Bins = 32;

    private readonly float[] _histogram = new float[3 * Bins];

    public byte[] Data { get; } = new byte[Bytes];

    public long Pts { get; set; }

    /// <summary>Fills the histogram from <see cref="Data"/>.</summary>
    public void ComputeHistogram()
    {
        Array.Clear(_histogram);
        for (var plane = 0; plane < 3; plane++)
        {
            var bins = _histogram.AsSpan(plane * Bins, Bins);
            foreach (var value in Data.AsSpan(plane * Pixels, Pixels))
            {
                // A value counts for the two bins it lies between, so that a slight change moves little.
                var bin = value >> 3;
                var high = (value & 7) * 0.125f;
                bins[bin] += 1 - high;
                bins[Math.Min(bin + 1, Bins - 1)] += high;
            }
        }
    }

    /// <summary>0 for the same scene, up to 1: the geometric mean of how much pixels and colours differ.</summary>
    public static float Difference(DownscaledFrame a, DownscaledFrame b) => MathF.Sqrt(PixelDifference(a, b) * ColorDifference(a, b));

    /// <summary>Mean absolute difference of all samples, 0 to 1.</summary>
    public static float PixelDifference(DownscaledFrame a, DownscaledFrame b)
    {
        var sum = 0L;
        var left = MemoryMarshal.Cast<byte, Vector<byte>>(a.Data.AsSpan());
        var right = MemoryMarshal.Cast<byte, Vector<byte>>(b.Data.AsSpan());
        for (var i = 0; i < left.Length; i++)
        {
            var apart = Vector.Max(left[i], right[i]) - Vector.Min(left[i], right[i]);
            Vector.Widen(apart, out var low, out var high);
            sum += Vector.Sum(low + high);
        }
        return sum / (255f * Bytes);
    }

    /// <summary>
    /// How far the frame half-way is from the average of the ends, relative to the ends' own difference; 1 when the ends are alike.
    /// </summary>
    public static float BlendResidual(DownscaledFrame start, DownscaledFrame middle, DownscaledFrame end)
    {
        int off = 0,
            span = 0;
        for (var i = 0; i < Bytes; i++)
        {
            off += Math.Abs((2 * middle.Data[i]) - start.Data[i] - end.Data[i]);
            span += Math.Abs(start.Data[i] - end.Data[i]);
        }
        return span < Bytes ? 1 : Math.Min(1f, off / (2f * span));
    }

    private static float ColorDifference(DownscaledFrame a, DownscaledFrame b)
    {
        var sum = 0f;
        for (var i = 0; i < a._histogram.Length; i++)
        {
            sum += Math.Abs(a._histogram[i] - b._histogram[i]);
        }

        return sum / (2f * Bytes);
    }
}
