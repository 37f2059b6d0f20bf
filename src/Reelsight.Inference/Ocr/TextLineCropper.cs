using System.Numerics;
using Reelsight.Inference.Imaging;

namespace Reelsight.Inference.Ocr;

/// <summary>Crops a line from an image, rotated to horizontal and scaled to a fixed height.</summary>
internal static class TextLineCropper
{
    /// <summary>Writes red, green, blue (0..255) of every pixel of the rotated line, row by row.</summary>
    public static void Crop(PixelBuffer image, RotatedBox box, int width, int height, Span<float> rgb)
    {
        // Where the line shrinks, several samples are averaged per pixel, so that thin strokes do not fall between them.
        var samples = Math.Clamp((int)MathF.Round(box.Height / height), 1, 4);
        var across = box.ReadingAxis * (box.Width / (width * samples));
        var down = box.DownAxis * (box.Height / (height * samples));
        var first = box.GetCorners()[0] + (across + down) / 2;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var sum = Vector3.Zero;
                for (var sample = 0; sample < samples * samples; sample++)
                {
                    var (row, column) = Math.DivRem(sample, samples);
                    sum += SampleBilinear(image, first + across * (x * samples + column) + down * (y * samples + row));
                }

                (sum / (samples * samples)).CopyTo(rgb[((y * width + x) * 3)..]);
            }
        }
    }

    /// <summary>Axis-aligned rectangle around a box, inside the image.</summary>
    public static BoundingBox GetBoundingBox(PixelBuffer image, RotatedBox box)
    {
        var corners = box.GetCorners();
        var left = Math.Clamp(corners.Min(corner => corner.X), 0, image.Width - 1);
        var top = Math.Clamp(corners.Min(corner => corner.Y), 0, image.Height - 1);
        var right = Math.Clamp(corners.Max(corner => corner.X), left + 1, image.Width);
        var bottom = Math.Clamp(corners.Max(corner => corner.Y), top + 1, image.Height);
        return new BoundingBox(left / image.Width, top / image.Height, (right - left) / image.Width, (bottom - top) / image.Height);
    }

    /// <summary>Bilinear interpolation between pixel centres; beyond the edge the last pixel is repeated.</summary>
    private static Vector3 SampleBilinear(PixelBuffer image, Vector2 place)
    {
        var x = Math.Clamp(place.X - 0.5f, 0, image.Width - 1);
        var y = Math.Clamp(place.Y - 0.5f, 0, image.Height - 1);
        var (left, top) = ((int)x, (int)y);
        var (right, bottom) = (Math.Min(left + 1, image.Width - 1), Math.Min(top + 1, image.Height - 1));
        return Vector3.Lerp(
            Vector3.Lerp(GetPixel(image, left, top), GetPixel(image, right, top), x - left),
            Vector3.Lerp(GetPixel(image, left, bottom), GetPixel(image, right, bottom), x - left),
            y - top
        );
    }

    private static Vector3 GetPixel(PixelBuffer image, int x, int y)
    {
        var rgb = image.Rgb.Span.Slice((y * image.Width + x) * 3, 3);
        return new Vector3(rgb[0], rgb[1], rgb[2]);
    }
}
