namespace Reelsight.Models;

/// <summary>
/// The bars that letterboxing and pillarboxing put around a picture, and frames that are nothing but bar. They belong to the screen that
/// it was made for, not to what it shows, and a picture with bars looks unlike itself to every network.
/// </summary>
public static class Borders
{
    // Between the darkest and the lightest value of a bar; compression makes no more of an even colour.
    private const int Evenness = 24;

    // Of the picture's side. Bars come in pairs as wide as each other; what is even on one side only is sky, floor or night.
    private const double MostDifference = 0.04;

    // Of the picture's side, what has to be left between the bars.
    private const double LeastLeft = 0.3;

    /// <summary>Whether a picture shows nothing: one even colour, as before a film begins and between its parts.</summary>
    /// <exception cref="ArgumentException">Size and bytes of the picture disagree.</exception>
    public static bool IsBlank(PixelBuffer picture)
    {
        picture.Validate();
        var lines = new Lines(picture, AreRows: true, 0, picture.Width);
        for (var line = 0; line < lines.Count; line++)
        {
            if (!lines.IsEven(line) || !lines.Alike(0, line))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The picture without its bars; itself when it has none.</summary>
    /// <exception cref="ArgumentException">Size and bytes of the picture disagree.</exception>
    public static PixelBuffer Trim(PixelBuffer picture)
    {
        picture.Validate();
        var (top, height) = Between(new Lines(picture, AreRows: true, 0, picture.Width));
        var (left, width) = Between(new Lines(picture, AreRows: false, top, top + height));
        return Cut(picture, left, top, width, height);
    }

    /// <summary>A part of a picture, in pixels; the picture itself when it is all of it.</summary>
    internal static PixelBuffer Cut(PixelBuffer picture, int left, int top, int width, int height)
    {
        if (width == picture.Width && height == picture.Height)
        {
            return picture;
        }

        var rowBytes = width * PixelBuffer.BytesPerPixel;
        var pixels = new byte[rowBytes * height];
        for (var y = 0; y < height; y++)
        {
            picture
                .Rgb.Span.Slice((((top + y) * picture.Width) + left) * PixelBuffer.BytesPerPixel, rowBytes)
                .CopyTo(pixels.AsSpan(y * rowBytes));
        }

        return new PixelBuffer(pixels, width, height);
    }

    private static (int First, int Count) Between(Lines lines)
    {
        var (before, after) = (0, 0);
        while (before < lines.Count && lines.IsEven(before))
        {
            before++;
        }

        while (after < lines.Count - before && lines.IsEven(lines.Count - 1 - after))
        {
            after++;
        }

        var left = lines.Count - before - after;
        return
            before > 0
            && after > 0
            && left >= lines.Count * LeastLeft
            && Math.Abs(before - after) <= lines.Count * MostDifference
            && lines.Alike(0, lines.Count - 1)
            ? (before, left)
            : (0, lines.Count);
    }

    /// <summary>The rows of a picture, or its columns, each from one pixel to before another.</summary>
    private readonly record struct Lines(PixelBuffer Picture, bool AreRows, int From, int To)
    {
        public int Count => AreRows ? Picture.Height : Picture.Width;

        private int LineStep => (AreRows ? Picture.Width : 1) * PixelBuffer.BytesPerPixel;

        private int PixelStep => (AreRows ? 1 : Picture.Width) * PixelBuffer.BytesPerPixel;

        public bool IsEven(int line)
        {
            var rgb = Picture.Rgb.Span;
            for (var channel = 0; channel < PixelBuffer.BytesPerPixel; channel++)
            {
                byte low = byte.MaxValue,
                    high = byte.MinValue;
                for (int i = From, at = (line * LineStep) + (From * PixelStep) + channel; i < To; i++, at += PixelStep)
                {
                    low = Math.Min(low, rgb[at]);
                    high = Math.Max(high, rgb[at]);
                    if (high - low > Evenness)
                    {
                        return false;
                    }
                }
            }

            return true;
        }

        /// <summary>Whether two even lines have the same colour.</summary>
        public bool Alike(int one, int other)
        {
            for (var channel = 0; channel < PixelBuffer.BytesPerPixel; channel++)
            {
                var start = (From * PixelStep) + channel;
                if (Math.Abs(Picture.Rgb.Span[(one * LineStep) + start] - Picture.Rgb.Span[(other * LineStep) + start]) > Evenness)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
