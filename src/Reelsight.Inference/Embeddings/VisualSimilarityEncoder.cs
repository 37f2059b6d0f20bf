using Reelsight.Inference.Imaging;

namespace Reelsight.Inference.Embeddings;

/// <summary>
/// Describes how pictures look. What is stored is described once, as it is; what is asked for also in the ways in which it may have been
/// edited, so that edits cost nothing where footage is indexed.
/// </summary>
public sealed class VisualSimilarityEncoder(ImageFeatureExtractor network, VisualSimilaritySpace space)
{
    // What the network sees of a picture when it is a part of a larger one, multiples of 32 as its halvings need.
    private static readonly (int Long, int Short)[] ZoomedOutSizes = [(128, 96), (96, 96)];

    // Half of each side: corners and middle.
    private static readonly (double Left, double Top)[] CropOffsets = [(0, 0), (0.5, 0), (0, 0.5), (0.5, 0.5), (0.25, 0.25)];

    /// <summary>
    /// What the network says of a picture without its bars, and how it looks: null for a blank one, which looks like nothing.
    /// </summary>
    /// <exception cref="ArgumentException">Size and bytes of the picture disagree.</exception>
    public (float[] Features, float[]? Look) Encode(PixelBuffer image)
    {
        var features = network.Extract(LetterboxTrimmer.Trim(image));
        return (features, LetterboxTrimmer.IsBlank(image) ? null : space.Compute(features));
    }

    /// <summary>How a picture looks in the ways in which footage that it is asked for may differ from it; none for a blank one.</summary>
    /// <exception cref="ArgumentException">Size and bytes of the picture disagree.</exception>
    public IReadOnlyList<EditedImageVector> EncodeEdits(PixelBuffer image)
    {
        if (LetterboxTrimmer.IsBlank(image))
        {
            return [];
        }

        var whole = LetterboxTrimmer.Trim(image);
        return
        [
            new(ImageEditKind.Mirrored, space.Compute(network.Extract(Mirror(whole)))),
            .. ZoomedOutSizes.Select(size => new EditedImageVector(
                ImageEditKind.ZoomedOut,
                space.Compute(network.ExtractAt(whole, size.Long, size.Short))
            )),
            .. CropOffsets.Select(part => new EditedImageVector(
                ImageEditKind.ZoomedIn,
                space.Compute(network.Extract(CropHalf(whole, part.Left, part.Top)))
            )),
        ];
    }

    private static PixelBuffer CropHalf(PixelBuffer image, double left, double top)
    {
        var (width, height) = (Math.Max(1, image.Width / 2), Math.Max(1, image.Height / 2));
        return LetterboxTrimmer.Crop(image, (int)(image.Width * left), (int)(image.Height * top), width, height);
    }

    private static PixelBuffer Mirror(PixelBuffer image)
    {
        var from = image.Rgb.Span;
        var to = new byte[image.Width * image.Height * PixelBuffer.BytesPerPixel];
        for (var y = 0; y < image.Height; y++)
        {
            var row = y * image.Width;
            for (var x = 0; x < image.Width; x++)
            {
                from.Slice((row + x) * PixelBuffer.BytesPerPixel, PixelBuffer.BytesPerPixel)
                    .CopyTo(to.AsSpan((row + image.Width - 1 - x) * PixelBuffer.BytesPerPixel));
            }
        }

        return new PixelBuffer(to, image.Width, image.Height);
    }
}
