using System.Buffers;
using Reelsight.Inference.Imaging;
using Reelsight.Inference.Onnx;

namespace Reelsight.Inference.Ocr;

/// <summary>Recognizes one line with the PP-OCRv4 recognizer. Thread-safe.</summary>
internal sealed class TextRecognizer(OnnxSession session, CharacterTable characters) : IDisposable
{
    private const int LineHeight = 48;
    private const int MinWidth = 48;

    // Wider lines are squeezed: the cost grows with the width, and such lines are rules or patterns, not text.
    private const int MaxWidth = 48 * 40;
    private static readonly float[] Means = [0.5f, 0.5f, 0.5f];

    /// <summary>Recognizes the line in a box.</summary>
    /// <returns>The text, possibly empty, and the mean probability of its characters.</returns>
    public (string Text, double Confidence) Recognize(PixelBuffer image, RotatedBox box)
    {
        var width = Math.Clamp((int)MathF.Ceiling(LineHeight * box.Width / box.Height / 8) * 8, MinWidth, MaxWidth);
        var values = width * LineHeight * 3;
        using var scratch = MemoryPool<float>.Shared.Rent(2 * values);
        var (cut, planes) = (scratch.Memory[..values], scratch.Memory[values..(2 * values)]);
        TextLineCropper.Crop(image, box, width, LineHeight, cut.Span);
        BgrNormalizer.ToPlanes(cut.Span, planes.Span, Means, Means);
        using var input = OnnxTensor.From(planes, 1, 3, LineHeight, width);
        using var result = session.Run([(session.InputNames[0], input)]);
        return CtcDecoder.Decode(result[0].Values<float>(), characters);
    }

    public void Dispose() => session.Dispose();
}
