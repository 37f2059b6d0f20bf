using System.Buffers;
using System.Numerics.Tensors;

namespace Reelsight.Inference.Imaging;

/// <summary>Scales images: averages over areas when shrinking, interpolates linearly when growing.</summary>
internal static class ImageScaler
{
    private const int Channels = PixelBuffer.BytesPerPixel;

    /// <summary>Scales an image and writes red, green, blue of every pixel as 0 to 255, row by row.</summary>
    /// <param name="image">The image.</param>
    /// <param name="width">Width of the result in pixels.</param>
    /// <param name="height">Height of the result in pixels.</param>
    /// <param name="destination">width x height x 3 values.</param>
    public static void Scale(PixelBuffer image, int width, int height, Span<float> destination)
    {
        var columns = AxisWeights.Create(image.Width, width);
        var rows = AxisWeights.Create(image.Height, height);
        var rowLength = image.Width * Channels;
        var scratch = ArrayPool<float>.Shared.Rent(rowLength * 2);
        try
        {
            var mixed = scratch.AsSpan(0, rowLength);
            var row = scratch.AsSpan(rowLength, rowLength);
            for (var y = 0; y < height; y++)
            {
                mixed.Clear();
                for (var tap = 0; tap < rows.Taps; tap++)
                {
                    var weight = rows.Weights[(y * rows.Taps) + tap];
                    if (weight > 0)
                    {
                        var start = (rows.FirstSources[y] + tap) * rowLength;
                        TensorPrimitives.ConvertSaturating(image.Rgb.Span.Slice(start, rowLength), row);
                        TensorPrimitives.MultiplyAdd(row, weight, mixed, mixed);
                    }
                }

                MixColumns(mixed, columns, destination.Slice(y * width * Channels, width * Channels));
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(scratch);
        }
    }

    private static void MixColumns(ReadOnlySpan<float> row, AxisWeights columns, Span<float> destination)
    {
        for (var x = 0; x < columns.FirstSources.Length; x++)
        {
            float red = 0,
                green = 0,
                blue = 0;
            var at = columns.FirstSources[x] * Channels;
            foreach (var weight in columns.Weights.AsSpan(x * columns.Taps, columns.Taps))
            {
                red += weight * row[at];
                green += weight * row[at + 1];
                blue += weight * row[at + 2];
                at += Channels;
            }

            destination[x * Channels] = red;
            destination[(x * Channels) + 1] = green;
            destination[(x * Channels) + 2] = blue;
        }
    }

    /// <summary>For each result position along one axis: the first source position, and the weights of the taps from there.</summary>
    private sealed record AxisWeights(int[] FirstSources, float[] Weights, int Taps)
    {
        public static AxisWeights Create(int size, int results)
        {
            var step = (double)size / results;
            var taps = Math.Min(size, (int)Math.Ceiling(Math.Max(step, 1)) + 1);
            var first = new int[results];
            var weights = new float[results * taps];
            for (var i = 0; i < results; i++)
            {
                // An area at least one source pixel wide around the result's centre: averaging when shrinking, and the
                // two neighbours in proportion to their distance, which is linear interpolation, when growing.
                var centre = (i + 0.5) * step;
                var half = Math.Max(step, 1) / 2;
                first[i] = Math.Clamp((int)Math.Floor(centre - half), 0, size - taps);
                var own = weights.AsSpan(i * taps, taps);
                for (var tap = 0; tap < taps; tap++)
                {
                    double left = first[i] + tap;
                    own[tap] = (float)Math.Max(0, Math.Min(left + 1, centre + half) - Math.Max(left, centre - half));
                }

                TensorPrimitives.Divide(own, TensorPrimitives.Sum<float>(own), own);
            }

            return new AxisWeights(first, weights, taps);
        }
    }
}
