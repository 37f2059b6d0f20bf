namespace Reelsight.Inference.Imaging;

/// <summary>Names the colours of a region of an image by the eleven basic colour terms of English.</summary>
public static class ColourNamer
{
    // Reflections make a colour paler, never deeper: with this much deep red for each part of warm pink, the pink is glossy red.
    private const double MinDeepPerPale = 0.2;

    // A region is sampled at up to this many pixels in each direction.
    private const int Samples = 48;

    /// <summary>The eleven basic colour terms.</summary>
    public static IReadOnlyList<string> Names { get; } =
    ["black", "white", "grey", "red", "orange", "yellow", "green", "blue", "purple", "pink", "brown"];

    /// <summary>Colours of a region, the largest share first.</summary>
    /// <param name="image">The whole image.</param>
    /// <param name="region">The region, usually an object's box; the part of it inside the image counts.</param>
    /// <param name="minShare">Minimum share of a colour that is named, 0 to 1.</param>
    /// <exception cref="ArgumentException">The buffer is too small for the size, or a side is below 1.</exception>
    public static IReadOnlyList<NamedColour> NameColours(PixelBuffer image, BoundingBox region, double minShare = 0.15)
    {
        image.Validate();
        Span<double> weights = stackalloc double[Names.Count];
        var rgb = image.Rgb.Span;
        double total = 0,
            deep = 0,
            pale = 0;
        for (var j = 0; j < Samples; j++)
        {
            for (var i = 0; i < Samples; i++)
            {
                var (across, down) = ((i + 0.5) / Samples, (j + 0.5) / Samples);
                var x = (int)((region.X + (across * region.Width)) * image.Width);
                var y = (int)((region.Y + (down * region.Height)) * image.Height);
                var weight = GetWeight(across) * GetWeight(down);
                if (x >= 0 && y >= 0 && x < image.Width && y < image.Height)
                {
                    var at = ((y * image.Width) + x) * PixelBuffer.BytesPerPixel;
                    weights[(int)BasicColourClassifier.Classify(rgb[at], rgb[at + 1], rgb[at + 2], out var gloss)] += weight;
                    total += weight;
                    deep += gloss == RedGloss.Deep ? weight : 0;
                    pale += gloss == RedGloss.Pale ? weight : 0;
                }
            }
        }

        if (deep >= MinDeepPerPale * pale)
        {
            weights[(int)BasicColour.Red] += pale;
            weights[(int)BasicColour.Pink] -= pale;
        }

        var named = new List<NamedColour>();
        for (var i = 0; i < weights.Length; i++)
        {
            if (total > 0 && weights[i] / total >= minShare)
            {
                named.Add(new NamedColour(Names[i], weights[i] / total));
            }
        }

        return [.. named.OrderByDescending(colour => colour.Share)];
    }

    // 1 in the middle, nearly 0 at the edges, where a box shows background.
    private static double GetWeight(double place) => Math.Exp(-8 * Math.Pow(place - 0.5, 2));
}
