using Reelsight.Inference.Imaging;

namespace Reelsight.Inference.Ocr;

/// <summary>A glance at a picture, well under a millisecond, that says whether reading it is worth the time: whether anything
/// looks like lines of letters, and whether that changed since a picture was read. It errs towards reading: fine regular
/// texture, such as fabric or foliage, looks like letters to it.</summary>
public sealed class TextLikelihood
{
    // Small print and captions at the first width, titles that fill the screen at the second.
    private const int CaptionWidth = 640;
    private const int TitleWidth = 160;

    // Share of the lettered cells: less is a cursor that blinks or a clock that ticks.
    private const double MinChangedShare = 0.1;

    // What looked like letters and was none is texture, in which light and coding play: only more of it can be letters.
    private const double MinGrowth = 1.5;

    private readonly StrokeGrid _captions;
    private readonly StrokeGrid _titles;

    private TextLikelihood(PixelBuffer image)
    {
        _captions = new StrokeGrid(image, CaptionWidth);
        _titles = new StrokeGrid(image, TitleWidth);
    }

    /// <summary>Share of the picture (0..1) that looks like lines of letters. Not a probability.</summary>
    public double Score => Math.Max(_captions.TextShare, _titles.TextShare);

    /// <summary>Whether anything looks like a line of letters.</summary>
    public bool IsLikely => Score > 0;

    /// <summary>Glances at a picture.</summary>
    /// <param name="image">Packed RGB24; compare only pictures of one size.</param>
    /// <exception cref="ArgumentException">Size and bytes of the picture disagree.</exception>
    public static TextLikelihood Estimate(PixelBuffer image)
    {
        image.Validate();
        return new TextLikelihood(image);
    }

    /// <summary>Whether to read this picture.</summary>
    /// <param name="lastRead">The glance at the picture that was read last; null when none was.</param>
    /// <returns>True when there are likely letters and they are not those of <paramref name="lastRead"/>.</returns>
    public bool ShouldRunOcr(TextLikelihood? lastRead) => IsLikely && (lastRead is null || Differs(lastRead));

    /// <summary>Whether to read this picture after one in which no letters were found though they seemed likely.</summary>
    /// <param name="emptyRead">The glance at that picture.</param>
    /// <returns>True when clearly more of this one looks like letters, at either size of letters.</returns>
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
