namespace Reelsight.Inference.Ocr;

/// <summary>The colour layout the PP-OCR models were trained with.</summary>
internal static class BgrNormalizer
{
    /// <summary>Turns red, green, blue of each pixel (0..255) into a plane of blue, one of green and one of red, each value
    /// (v / 255 - mean) / deviation.</summary>
    public static void ToPlanes(ReadOnlySpan<float> rgb, Span<float> planes, ReadOnlySpan<float> means, ReadOnlySpan<float> deviations)
    {
        var pixels = rgb.Length / 3;
        for (var plane = 0; plane < 3; plane++)
        {
            var factor = 1 / (255 * deviations[plane]);
            var offset = means[plane] / deviations[plane];
            var target = planes.Slice(plane * pixels, pixels);
            for (int i = 0, from = 2 - plane; i < target.Length; i++, from += 3)
            {
                target[i] = rgb[from] * factor - offset;
            }
        }
    }
}
