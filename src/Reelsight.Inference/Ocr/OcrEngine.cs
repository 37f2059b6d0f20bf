using Reelsight.Inference.Imaging;
using Reelsight.Inference.Onnx;
using Reelsight.Inference.Packs;

namespace Reelsight.Inference.Ocr;

/// <summary>Optical character recognition: finds lines of text with the PP-OCRv4 detector and reads each with the recognizer (Latin and
/// Chinese). An image costs about 0.1 to 0.2 s and each line 10 to 100 ms, so ask <see cref="TextLikelihood"/> first.
/// Thread-safe.</summary>
public sealed class OcrEngine : IDisposable
{
    private readonly TextDetector _detector;
    private readonly TextRecognizer _recognizer;
    private readonly OcrOptions _options;

    private OcrEngine(TextDetector detector, TextRecognizer recognizer, OcrOptions options)
    {
        _detector = detector;
        _recognizer = recognizer;
        _options = options;
    }

    /// <summary>Loads the models.</summary>
    /// <param name="store">Holds the pack <c>ocr</c>.</param>
    /// <param name="options">Thresholds and limits; the defaults when null.</param>
    /// <param name="threads">Threads of one model run.</param>
    /// <exception cref="ModelStoreException">The pack is not ready.</exception>
    /// <exception cref="OnnxException">A model cannot be loaded.</exception>
    public static OcrEngine Open(ModelStore store, OcrOptions? options = null, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(store);
        var onnx = new OnnxSessionOptions { Threads = threads };
        var characters = CharacterTable.Load(store.GetPath("ocr", "assets/ppocr_keys_v1.txt"));
        var detector = new TextDetector(store.LoadSession("ocr", "assets/ch_PP-OCRv4_det_infer.onnx", onnx));
        try
        {
            var recognizer = new TextRecognizer(store.LoadSession("ocr", "assets/ch_PP-OCRv4_rec_infer.onnx", onnx), characters);
            return new OcrEngine(detector, recognizer, options ?? new OcrOptions());
        }
        catch
        {
            detector.Dispose();
            throw;
        }
    }

    /// <summary>Recognizes the lines of an image.</summary>
    /// <param name="image">Packed RGB24.</param>
    /// <returns>Its lines from top to bottom, and from left to right where they stand side by side.</returns>
    /// <exception cref="ArgumentException">The buffer is too small for the size, or a side is below 1.</exception>
    public IReadOnlyList<TextLine> Recognize(PixelBuffer image)
    {
        image.Validate();
        var boxes = TextLineMerger
            .Merge(_detector.Detect(image, _options))
            .OrderByDescending(box => box.Width * box.Height)
            .Take(_options.MaxLines);
        var lines = new List<TextLine>();
        foreach (var box in boxes)
        {
            var (text, confidence) = _recognizer.Recognize(image, box);
            if (text.Length > 0 && confidence >= _options.MinConfidence)
            {
                lines.Add(new TextLine(text, confidence, TextLineCropper.GetBoundingBox(image, box), ToCorners(image, box)));
            }
        }

        return ReadingOrder.Sort(lines);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _detector.Dispose();
        _recognizer.Dispose();
    }

    private static TextCorner[]? ToCorners(PixelBuffer image, RotatedBox box) =>
        box.IsUpright
            ? null
            : Array.ConvertAll(box.GetCorners(), corner => new TextCorner(corner.X / image.Width, corner.Y / image.Height));
}
