namespace Reelsight.Inference.Imaging;

/// <summary>Classifies colours by lightness, chroma and hue in CIELAB, where equal distances look about equal.</summary>
internal static class BasicColourClassifier
{
    private const double MaxPaleYellowChroma = 30;

    // Minimum chroma of red paint where it does not reflect light.
    private const double MinDeepRedChroma = 30;

    public static BasicColour Classify(byte red, byte green, byte blue) => Classify(red, green, blue, out _);

    /// <param name="red">Red.</param>
    /// <param name="green">Green.</param>
    /// <param name="blue">Blue.</param>
    /// <param name="gloss">What the pixel tells about gloss on red paint.</param>
    public static BasicColour Classify(byte red, byte green, byte blue, out RedGloss gloss)
    {
        var (lightness, a, b) = ToLab(ToLinear(red), ToLinear(green), ToLinear(blue));
        var chroma = Math.Sqrt((a * a) + (b * b));
        var colour = Classify(lightness, chroma, (Math.Atan2(b, a) * 180 / Math.PI) + (b < 0 ? 360 : 0));
        gloss =
            colour == BasicColour.Red && chroma >= MinDeepRedChroma ? RedGloss.Deep
            : colour == BasicColour.Pink && b >= 0 ? RedGloss.Pale
            : RedGloss.None;
        return colour;
    }

    private static BasicColour Classify(double lightness, double chroma, double hue)
    {
        if (lightness < 16)
        {
            return BasicColour.Black;
        }

        // Cameras tint neutral areas, shadows most of all.
        if (chroma < (lightness < 40 ? 12 : 10))
        {
            return lightness < 28 ? BasicColour.Black
                : lightness > 72 ? BasicColour.White
                : BasicColour.Grey;
        }

        return hue switch
        {
            < 15 => lightness > 60 ? BasicColour.Pink : BasicColour.Red,
            < 48 => ClassifyRed(lightness, chroma),
            < 78 => IsCream(lightness, chroma) ? BasicColour.White
            : lightness < 55 || chroma < 35 ? BasicColour.Brown
            : BasicColour.Orange,
            < 112 => ClassifyYellow(lightness, chroma),
            < 200 => BasicColour.Green,
            < 308 => BasicColour.Blue,
            < 345 => lightness > 65 ? BasicColour.Pink : BasicColour.Purple,
            _ => lightness > 54 ? BasicColour.Pink : BasicColour.Red,
        };
    }

    private static BasicColour ClassifyRed(double lightness, double chroma) =>
        lightness > 68 ? BasicColour.Pink
        : chroma < 28 ? BasicColour.Brown
        : BasicColour.Red;

    // Sand, fur and cream have the hue of yellow but are not called so.
    private static BasicColour ClassifyYellow(double lightness, double chroma) =>
        IsCream(lightness, chroma) ? BasicColour.White
        : lightness < 45 || chroma < MaxPaleYellowChroma ? BasicColour.Brown
        : BasicColour.Yellow;

    // White under warm light.
    private static bool IsCream(double lightness, double chroma) => chroma < MaxPaleYellowChroma && lightness > 72;

    // sRGB to linear light, then to CIELAB with the white of D65 (IEC 61966-2-1, CIE 15).
    private static double ToLinear(byte value)
    {
        var share = value / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }

    private static (double Lightness, double A, double B) ToLab(double red, double green, double blue)
    {
        var x = LabCurve(((0.4124 * red) + (0.3576 * green) + (0.1805 * blue)) / 0.95047);
        var y = LabCurve((0.2126 * red) + (0.7152 * green) + (0.0722 * blue));
        var z = LabCurve(((0.0193 * red) + (0.1192 * green) + (0.9505 * blue)) / 1.08883);
        return ((116 * y) - 16, 500 * (x - y), 200 * (y - z));
    }

    private static double LabCurve(double value) => value > 216.0 / 24389 ? Math.Cbrt(value) : ((24389.0 / 27 * value) + 16) / 116;
}
