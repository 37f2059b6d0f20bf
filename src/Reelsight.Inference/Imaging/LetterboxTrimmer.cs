namespace Reelsight.Inference.Imaging;

/// <summary>
/// Finds the bars of letterboxing and pillarboxing, and frames of one even colour. Bars belong to the screen that an image
/// was made for, and an image with bars gets another feature vector from every network than the same one without.
/// </summary>
public static class LetterboxTrimmer
{
    // Maximum difference between the darkest and the lightest value of a bar: what compression makes of an even colour.
    private const int MaxUniformRange = 24;

    // As a fraction of the image's side. Bars come in pairs of equal width; what is even on one side only is sky, floor or night.
    private const double MaxBarDifference = 0.04;

    // As a fraction of the image's side, what has to be left between the bars.
    private const double MinContentShare = 0.3;

    /// <summary>Whether an image is blank: one even colour, as before a film begins and between its parts.</summary>
    /// <exception cref="ArgumentException">The buffer is too small for the size, or a side is below 1.</exception>
    public static bool IsBlank(PixelBuffer image)
    {
        image.Validate();
        var lines = new PixelLines(image, AreRows: true, 0, image.Width);
        for (var line = 0; line < lines.Count; line++)
        {
            if (!lines.IsUniform(line) || !lines.HasSameColour(0, line))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The image without its bars; the same image when it has none.</summary>
    /// <exception cref="ArgumentException">The buffer is too small for the size, or a side is below 1.</exception>
    public static PixelBuffer Trim(PixelBuffer image)
    {
        image.Validate();
        var (top, height) = FindContent(new PixelLines(image, AreRows: true, 0, image.Width));
        var (left, width) = FindContent(new PixelLines(image, AreRows: false, top, top + height));
        return Crop(image, left, top, width, height);
    }

    /// <summary>Crops an image, in pixels; returns the same image when the crop is all of it.</summary>
    internal static PixelBuffer Crop(PixelBuffer image, int left, int top, int width, int height)
    {
        if (width == image.Width && height == image.Height)
        {
            return image;
        }

        var rowBytes = width * PixelBuffer.BytesPerPixel;
        var pixels = new byte[rowBytes * height];
        for (var y = 0; y < height; y++)
        {
            image
                .Rgb.Span.Slice((((top + y) * image.Width) + left) * PixelBuffer.BytesPerPixel, rowBytes)
                .CopyTo(pixels.AsSpan(y * rowBytes));
        }

        return new PixelBuffer(pixels, width, height);
    }

    private static (int First, int Count) FindContent(PixelLines lines)
    {
        var (before, after) = (0, 0);
        while (before < lines.Count && lines.IsUniform(before))
        {
            before++;
        }

        while (after < lines.Count - before && lines.IsUniform(lines.Count - 1 - after))
        {
            after++;
        }

        var left = lines.Count - before - after;
        return
            before > 0
            && after > 0
            && left >= lines.Count * MinContentShare
            && Math.Abs(before - after) <= lines.Count * MaxBarDifference
            && lines.HasSameColour(0, lines.Count - 1)
            ? (before, left)
            : (0, lines.Count);
    }

    /// <summary>The rows or columns of an image within a range of pixels.</summary>
    private readonly record struct PixelLines(PixelBuffer Image, bool AreRows, int From, int To)
    {
        public int Count => AreRows ? Image.Height : Image.Width;

        private int LineStep => (AreRows ? Image.Width : 1) * PixelBuffer.BytesPerPixel;

        private int PixelStep => (AreRows ? 1 : Image.Width) * PixelBuffer.BytesPerPixel;

        public bool IsUniform(int line)
        {
            var rgb = Image.Rgb.Span;
            for (var channel = 0; channel < PixelBuffer.BytesPerPixel; channel++)
            {
                byte low = byte.MaxValue,
                    high = byte.MinValue;
                for (int i = From, at = (line * LineStep) + (From * PixelStep) + channel; i < To; i++, at += PixelStep)
                {
                    low = Math.Min(low, rgb[at]);
                    high = Math.Max(high, rgb[at]);
                    if (high - low > MaxUniformRange)
                    {
                        return false;
                    }
                }
            }

            return true;
        }

        /// <summary>Whether two even lines have the same colour.</summary>
        public bool HasSameColour(int one, int other)
        {
            for (var channel = 0; channel < PixelBuffer.BytesPerPixel; channel++)
            {
                var start = (From * PixelStep) + channel;
                if (Math.Abs(Image.Rgb.Span[(one * LineStep) + start] - Image.Rgb.Span[(other * LineStep) + start]) > MaxUniformRange)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
