using Reelsight.Inference.Imaging;

namespace Reelsight.Inference.Ocr;

/// <summary>A fast check, well under a millisecond, of whether text recognition is worth the time for an image: whether anything
/// looks like lines of letters, and whether that changed since an image was read. It has false positives: fine regular
/// texture, such as fabric or foliage, counts as letters.</summary>
public sealed class TextLikelihood
{
    // Widths of the two scales: small print and captions at the first, titles that fill the screen at the second.
    private const int CaptionWidth = 640;
    private const int TitleWidth = 160;

    // Share of the cells with letters: less is a blinking cursor or a ticking clock.
    private const double MinChangedShare = 0.1;

    // Texture that was taken for letters varies with light and coding: only clearly more of it can be letters.
    private const double MinGrowth = 1.5;

    private readonly StrokeGrid _captions;
    private readonly StrokeGrid _titles;

    private TextLikelihood(PixelBuffer image)
    {
        _captions = new StrokeGrid(image, CaptionWidth);
        _titles = new StrokeGrid(image, TitleWidth);
    }

    /// <summary>Share of the image (0..1) that looks like lines of letters. Not a probability.</summary>
    public double Score => Math.Max(_captions.TextShare, _titles.TextShare);

    /// <summary>Whether anything looks like a line of letters.</summary>
    public bool IsLikely => Score > 0;

    /// <summary>Examines an image.</summary>
    /// <param name="image">Packed RGB24; compare only images of one size.</param>
    /// <exception cref="ArgumentException">The buffer is too small for the size, or a side is below 1.</exception>
    public static TextLikelihood Estimate(PixelBuffer image)
    {
        image.Validate();
        return new TextLikelihood(image);
    }

    /// <summary>Whether to read this image.</summary>
    /// <param name="lastRead">The likelihood of the image that was read last; null when none was.</param>
    /// <returns>True when there are likely letters and they are not those of <paramref name="lastRead"/>.</returns>
    public bool ShouldRunOcr(TextLikelihood? lastRead) => IsLikely && (lastRead is null || Differs(lastRead));

    /// <summary>Whether to read this image after one in which no letters were found though they seemed likely.</summary>
    /// <param name="emptyRead">The likelihood of that image.</param>
    /// <returns>True when clearly more of this one looks like letters, at either scale.</returns>
    public bool ShouldRunOcrAfterEmptyResult(TextLikelihood emptyRead)
    {
        ArgumentNullException.ThrowIfNull(emptyRead);
        return _captions.TextCellCount > MinGrowth * emptyRead._captions.TextCellCount
            || _titles.TextCellCount > MinGrowth * emptyRead._titles.TextCellCount;
    }

    private bool Differs(TextLikelihood other)
    {
        var captions = _captions.Compare(other._captions);
        var titles = _titles.Compare(other._titles);
        return captions.Changed > MinChangedShare * captions.Cells || titles.Changed > MinChangedShare * titles.Cells;
    }
}
