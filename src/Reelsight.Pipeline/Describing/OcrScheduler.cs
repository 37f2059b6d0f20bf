using Reelsight.Inference.Imaging;
using Reelsight.Inference.Ocr;
using Reelsight.Pipeline.Telemetry;

namespace Reelsight.Pipeline.Describing;

/// <summary>
/// Reads the writing in the picture where it is likely and new. Texture that only looks like letters is read once, and again when a
/// new scene begins, when clearly more of it comes up, or after a while.
/// </summary>
internal sealed class OcrScheduler(OcrEngine reader, TextLineTracker lines, FrameStages stages)
{
    // Whatever the glance missed is up for longer than this, or it could hardly be read.
    private const double RetryAfterSec = 8;

    private TextLikelihood? _lastRead;
    private TextLikelihood? _nothing;
    private double _nothingSec;

    /// <summary>Sees the next frame and reads it if that is worth the time.</summary>
    public void Process(double timeSec, PixelBuffer pixels, bool isNewScene)
    {
        var glance = TextLikelihood.Estimate(pixels);
        if (isNewScene || timeSec - _nothingSec >= RetryAfterSec)
        {
            _nothing = null;
        }

        if (_nothing is null ? glance.ShouldRunOcr(_lastRead) : glance.ShouldRunOcrAfterEmptyResult(_nothing))
        {
            var found = stages.Ocr.Run(() => reader.Recognize(pixels));
            lines.Add(timeSec, ToLines(found));
            _lastRead = found.Count > 0 ? glance : null;
            (_nothing, _nothingSec) = (found.Count > 0 ? null : glance, timeSec);
        }
        else if (_lastRead is not null && !glance.IsLikely)
        {
            lines.Add(timeSec, []);
            _lastRead = null;
        }
    }

    /// <summary>What the reader found, as facts hold it.</summary>
    public static IReadOnlyList<OnScreenTextLine> ToLines(IReadOnlyList<TextLine> found) =>
        [.. found.Select(l => new OnScreenTextLine(l.Text, l.Confidence, l.Box.X, l.Box.Y, l.Box.Width, l.Box.Height))];
}
