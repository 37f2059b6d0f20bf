using Reelsight.Inference.Imaging;
using Reelsight.Inference.Ocr;
using Reelsight.Pipeline.Telemetry;

namespace Reelsight.Pipeline.Describing;

/// <summary>
/// Decides on which frames OCR runs: where text is likely and new. Texture that only resembles letters is read once, and again when a new
/// scene begins, when clearly more of it appears, or after a while.
/// </summary>
internal sealed class OcrScheduler(OcrEngine reader, TextLineTracker lines, FrameStages stages)
{
    // Text that the quick check missed is shown for longer than this, or a viewer could hardly read it.
    private const double RetryAfterSec = 8;

    private TextLikelihood? _lastRead;
    private TextLikelihood? _nothing;
    private double _nothingSec;

    /// <summary>Takes the next frame and runs OCR on it if that is worth the time.</summary>
    public void Process(double timeSec, PixelBuffer pixels, bool isNewScene)
    {
        var glance = TextLikelihood.Estimate(pixels);
        if (isNewScene || timeSec - _nothingSec >= RetryAfterSec)
        {
            _nothing = null;
        }

        if (_nothing is null ? glance.ShouldRunOcr(_lastRead) : glance.ShouldRunOcrAfterEmptyResult(_nothing))
        {
            var recognized = stages.Ocr.Run(() => reader.Recognize(pixels));
            lines.Add(timeSec, ToLines(recognized));
            _lastRead = recognized.Count > 0 ? glance : null;
            (_nothing, _nothingSec) = (recognized.Count > 0 ? null : glance, timeSec);
        }
        else if (_lastRead is not null && !glance.IsLikely)
        {
            lines.Add(timeSec, []);
            _lastRead = null;
        }
    }

    /// <summary>Converts the lines that OCR found.</summary>
    public static IReadOnlyList<OnScreenTextLine> ToLines(IReadOnlyList<TextLine> recognized) =>
        [.. recognized.Select(l => new OnScreenTextLine(l.Text, l.Confidence, l.Box.X, l.Box.Y, l.Box.Width, l.Box.Height))];
}
