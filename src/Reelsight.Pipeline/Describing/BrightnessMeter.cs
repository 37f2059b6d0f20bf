using Reelsight.Inference.Imaging;

namespace Reelsight.Pipeline.Describing;

/// <summary>Measures the brightness of each second of a video: the mean luma within the black bars.</summary>
internal sealed class BrightnessMeter
{
    // The mean over a grid of this many rows and columns is as good as the mean over all pixels.
    private const int Side = 64;

    // Bars are black but for the last bit or two; a night sky has noise.
    private const float BarLuma = 0.02f;

    private readonly List<(double Sum, int Frames)> _seconds = [];

    /// <summary>Adds a frame.</summary>
    public void Add(double timeSec, PixelBuffer pixels)
    {
        var second = (int)timeSec;
        while (_seconds.Count <= second)
        {
            _seconds.Add((0, 0));
        }

        var (sum, frames) = _seconds[second];
        _seconds[second] = (sum + Measure(pixels), frames + 1);
    }

    /// <summary>Brightness of each second, 0 (black) to 1 (white); a second without a frame repeats the one before.</summary>
    public float[] Finish()
    {
        var brightness = new float[_seconds.Count];
        for (var second = 0; second < brightness.Length; second++)
        {
            var (sum, frames) = _seconds[second];
            brightness[second] =
                frames > 0 ? (float)(sum / frames)
                : second > 0 ? brightness[second - 1]
                : 0;
        }
        return brightness;
    }

    /// <summary>Brightness of one frame, 0-1: the mean luma (BT.709, as displayed) without black rows and columns at its edges.</summary>
    public static double Measure(PixelBuffer pixels)
    {
        var (rows, columns) = (Math.Min(Side, pixels.Height), Math.Min(Side, pixels.Width));
        var luma = new float[rows * columns];
        var rgb = pixels.Rgb.Span;
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var at = ((row * pixels.Height / rows * pixels.Width) + (column * pixels.Width / columns)) * PixelBuffer.BytesPerPixel;
                luma[(row * columns) + column] = ((0.2126f * rgb[at]) + (0.7152f * rgb[at + 1]) + (0.0722f * rgb[at + 2])) / 255;
            }
        }
        var (top, bottom, left, right) = (0, rows, 0, columns);
        while (top < bottom && IsBar(top * columns, 1, columns))
        {
            top++;
        }

        while (bottom > top && IsBar((bottom - 1) * columns, 1, columns))
        {
            bottom--;
        }

        while (left < right && IsBar(left, columns, rows))
        {
            left++;
        }

        while (right > left && IsBar(right - 1, columns, rows))
        {
            right--;
        }

        var sum = 0.0;
        for (var row = top; row < bottom; row++)
        {
            for (var column = left; column < right; column++)
            {
                sum += luma[(row * columns) + column];
            }
        }

        return bottom > top && right > left ? sum / ((bottom - top) * (right - left)) : 0;

        bool IsBar(int first, int step, int count)
        {
            for (var i = 0; i < count; i++)
            {
                if (luma[first + (i * step)] > BarLuma)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
