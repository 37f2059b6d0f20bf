namespace Reelsight.Models;

/// <summary>How footage may differ from a picture that it is asked for with.</summary>
public enum LookEdit
{
    /// <summary>Left and right exchanged.</summary>
    Mirrored,

    /// <summary>It shows more: the picture is a part of it.</summary>
    Wider,

    /// <summary>It shows a part of the picture.</summary>
    Closer,
}

/// <summary>An edit of a picture in <see cref="LookSpace"/>.</summary>
/// <param name="Edit">Which edit.</param>
/// <param name="Vector"><see cref="LookSpace.Dimensions"/> numbers of norm 1.</param>
public sealed record LookView(LookEdit Edit, float[] Vector);

/// <summary>
/// Describes how pictures look. What is stored is described once, as it is; what is asked for also in the ways in which it may have been
/// edited, so that edits cost nothing where footage is indexed.
/// </summary>
public sealed class LookDescriber(PictureFeatures network, LookSpace space)
{
    // What the network sees of a picture when it is a part of a larger one, multiples of 32 as its halvings need.
    private static readonly (int Long, int Short)[] WiderSizes = [(128, 96), (96, 96)];

    // Half of each side: corners and middle.
    private static readonly (double Left, double Top)[] Parts = [(0, 0), (0.5, 0), (0, 0.5), (0.5, 0.5), (0.25, 0.25)];

    /// <summary>
    /// What the network says of a picture without its bars, and how it looks: null for a blank one, which looks like nothing.
    /// </summary>
    /// <exception cref="ArgumentException">Size and bytes of the picture disagree.</exception>
    public (float[] Features, float[]? Look) Describe(PixelBuffer picture)
    {
        var features = network.Describe(Borders.Trim(picture));
        return (features, Borders.IsBlank(picture) ? null : space.Of(features));
    }

    /// <summary>How a picture looks in the ways in which footage that it is asked for may differ from it; none for a blank one.</summary>
    /// <exception cref="ArgumentException">Size and bytes of the picture disagree.</exception>
    public IReadOnlyList<LookView> Edits(PixelBuffer picture)
    {
        if (Borders.IsBlank(picture))
        {
            return [];
        }

        var whole = Borders.Trim(picture);
        return
        [
            new(LookEdit.Mirrored, space.Of(network.Describe(Mirror(whole)))),
            .. WiderSizes.Select(size => new LookView(LookEdit.Wider, space.Of(network.DescribeAt(whole, size.Long, size.Short)))),
            .. Parts.Select(part => new LookView(LookEdit.Closer, space.Of(network.Describe(Half(whole, part.Left, part.Top))))),
        ];
    }

    private static PixelBuffer Half(PixelBuffer picture, double left, double top)
    {
        var (width, height) = (Math.Max(1, picture.Width / 2), Math.Max(1, picture.Height / 2));
        return Borders.Cut(picture, (int)(picture.Width * left), (int)(picture.Height * top), width, height);
    }

    private static PixelBuffer Mirror(PixelBuffer picture)
    {
        var from = picture.Rgb.Span;
        var to = new byte[picture.Width * picture.Height * PixelBuffer.BytesPerPixel];
        for (var y = 0; y < picture.Height; y++)
        {
            var row = y * picture.Width;
            for (var x = 0; x < picture.Width; x++)
            {
                from.Slice((row + x) * PixelBuffer.BytesPerPixel, PixelBuffer.BytesPerPixel)
                    .CopyTo(to.AsSpan((row + picture.Width - 1 - x) * PixelBuffer.BytesPerPixel));
            }
        }

        return new PixelBuffer(to, picture.Width, picture.Height);
    }
}
