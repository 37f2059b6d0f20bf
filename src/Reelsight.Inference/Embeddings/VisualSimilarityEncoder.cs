using Reelsight.Inference.Imaging;

namespace Reelsight.Inference.Embeddings;

/// <summary>
/// Computes visual similarity vectors. Footage is encoded once, as it is; query images also with the edits that footage may have
/// undergone, so that edits cost nothing at indexing.
/// </summary>
public sealed class VisualSimilarityEncoder(ImageFeatureExtractor network, VisualSimilaritySpace space)
{
    // Input sizes for an image that is a part of a larger one; multiples of 32, as the network's halvings need.
    private static readonly (int Long, int Short)[] ZoomedOutSizes = [(128, 96), (96, 96)];

    // Crops of half of each side: corners and centre.
    private static readonly (double Left, double Top)[] CropOffsets = [(0, 0), (0.5, 0), (0, 0.5), (0.5, 0.5), (0.25, 0.25)];

    /// <summary>
    /// Features of an image without its bars, and its similarity vector: null for a blank image.
    /// </summary>
    /// <exception cref="ArgumentException">The buffer is too small for the size, or a side is below 1.</exception>
    public (float[] Features, float[]? Look) Encode(PixelBuffer image)
    {
        var features = network.Extract(LetterboxTrimmer.Trim(image));
        return (features, LetterboxTrimmer.IsBlank(image) ? null : space.Compute(features));
    }

    /// <summary>Similarity vectors of a query image and its edits; none for a blank image.</summary>
    /// <exception cref="ArgumentException">The buffer is too small for the size, or a side is below 1.</exception>
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
