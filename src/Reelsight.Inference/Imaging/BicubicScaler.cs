namespace Reelsight.Inference.Imaging;

/// <summary>
/// Scales images like the tools with which image-text models are trained: with a cubic or linear kernel that grows with the reduction, so
/// that nothing aliases; horizontally, then vertically, rounded to integers after each.
/// </summary>
internal static class BicubicScaler
{
    private const int Channels = PixelBuffer.BytesPerPixel;

    /// <summary>Scales an image to width x height pixels of red, green and blue, row by row.</summary>
    public static byte[] Scale(PixelBuffer image, int width, int height, bool cubic)
    {
        image.Validate();
        var across = ScaleHorizontally(image.Rgb.Span, image.Width, image.Height, ComputeWeights(image.Width, width, cubic));
        return ScaleVertically(across, width, ComputeWeights(image.Height, height, cubic));
    }

    private static byte[] ScaleHorizontally(ReadOnlySpan<byte> rgb, int from, int rows, (int First, double[] Weights)[] columns)
    {
        var scaled = new byte[columns.Length * rows * Channels];
        for (var y = 0; y < rows; y++)
        {
            for (var x = 0; x < columns.Length; x++)
            {
                var (first, weights) = columns[x];
                for (var channel = 0; channel < Channels; channel++)
                {
                    var sum = 0.0;
                    for (var i = 0; i < weights.Length; i++)
                    {
                        sum += weights[i] * rgb[((((y * from) + first + i) * Channels) + channel)];
                    }

                    scaled[(((y * columns.Length) + x) * Channels) + channel] = RoundToByte(sum);
                }
            }
        }

        return scaled;
    }

    private static byte[] ScaleVertically(byte[] rgb, int width, (int First, double[] Weights)[] rows)
    {
        var stride = width * Channels;
        var scaled = new byte[rows.Length * stride];
        for (var y = 0; y < rows.Length; y++)
        {
            var (first, weights) = rows[y];
            for (var at = 0; at < stride; at++)
            {
                var sum = 0.0;
                for (var i = 0; i < weights.Length; i++)
                {
                    sum += weights[i] * rgb[((first + i) * stride) + at];
                }

                scaled[(y * stride) + at] = RoundToByte(sum);
            }
        }

        return scaled;
    }

    // For every result position: the first source position, and the weights of the taps from there.
    private static (int First, double[] Weights)[] ComputeWeights(int from, int to, bool cubic)
    {
        var scale = (double)from / to;
        var stretch = Math.Max(scale, 1);
        var reach = (cubic ? 2 : 1) * stretch;
        var places = new (int, double[])[to];
        for (var place = 0; place < to; place++)
        {
            var centre = (place + 0.5) * scale;
            var first = Math.Max(0, (int)(centre - reach + 0.5));
            var last = Math.Min(from, (int)(centre + reach + 0.5));
            var weights = new double[last - first];
            for (var i = 0; i < weights.Length; i++)
            {
                var distance = Math.Abs((first + i - centre + 0.5) / stretch);
                weights[i] = cubic ? CubicKernel(distance) : Math.Max(0, 1 - distance);
            }

            var sum = weights.Sum();
            places[place] = (first, Array.ConvertAll(weights, weight => weight / sum));
        }

        return places;
    }

    // Catmull-Rom kernel.
    private static double CubicKernel(double x) =>
        x switch
        {
            < 1 => (((1.5 * x) - 2.5) * x * x) + 1,
            < 2 => (((((-0.5 * x) + 2.5) * x) - 4) * x) + 2,
            _ => 0,
        };

    private static byte RoundToByte(double value) => (byte)Math.Clamp(Math.Floor(value + 0.5), 0, byte.MaxValue);
}
