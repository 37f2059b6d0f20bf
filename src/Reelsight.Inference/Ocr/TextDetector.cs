using System.Buffers;
using Reelsight.Inference.Imaging;
using Reelsight.Inference.Onnx;

namespace Reelsight.Inference.Ocr;

/// <summary>Finds lines of text with the PP-OCRv4 detector. Thread-safe.</summary>
internal sealed class TextDetector(OnnxSession session) : IDisposable
{
    // The network halves its input five times, so sides are multiples of 2^5.
    private const int SideMultiple = 32;

    // Normalisation of its training, in the order blue, green, red: (value / 255 - mean) / deviation.
    private static readonly float[] Means = [0.485f, 0.456f, 0.406f];
    private static readonly float[] Deviations = [0.229f, 0.224f, 0.225f];

    /// <summary>Boxes of lines in pixels of the image, in no particular order.</summary>
    public List<RotatedBox> Detect(PixelBuffer image, OcrOptions options)
    {
        var shrink = Math.Min(1, options.DetectorLongSide / (double)Math.Max(image.Width, image.Height));
        var (width, height) = (RoundToMultiple(image.Width * shrink), RoundToMultiple(image.Height * shrink));
        var values = width * height * 3;
        using var scratch = MemoryPool<float>.Shared.Rent(2 * values);
        var (scaled, planes) = (scratch.Memory[..values], scratch.Memory[values..(2 * values)]);
        ImageScaler.Scale(image, width, height, scaled.Span);
        BgrNormalizer.ToPlanes(scaled.Span, planes.Span, Means, Deviations);
        using var input = OnnxTensor.From(planes, 1, 3, height, width);
        using var result = session.Run([(session.InputNames[0], input)]);
        var boxes = TextRegionExtractor.Extract(result[0].Values<float>(), width, options);
        return boxes.ConvertAll(box => box.Scale(image.Width / (float)width, image.Height / (float)height));
    }

    public void Dispose() => session.Dispose();

    private static int RoundToMultiple(double pixels) => Math.Max(SideMultiple, (int)Math.Round(pixels / SideMultiple) * SideMultiple);
}
