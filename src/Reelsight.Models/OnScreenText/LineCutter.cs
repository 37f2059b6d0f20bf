using System.Numerics;

namespace Reelsight.Models.OnScreenText;

/// <summary>Cuts a line out of a picture, level and at a fixed height.</summary>
internal static class LineCutter
{
    /// <summary>Writes red, green, blue (0..255) of every pixel of the levelled line, row by row.</summary>
    public static void Cut(PixelBuffer picture, TurnedBox box, int width, int height, Span<float> rgb)
    {
        // Where the line shrinks, several samples are averaged per pixel, so that thin strokes do not fall between them.
        var samples = Math.Clamp((int)MathF.Round(box.Height / height), 1, 4);
        var across = box.Along * (box.Width / (width * samples));
        var down = box.Down * (box.Height / (height * samples));
        var first = box.Corners()[0] + (across + down) / 2;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var sum = Vector3.Zero;
                for (var sample = 0; sample < samples * samples; sample++)
                {
                    var (row, column) = Math.DivRem(sample, samples);
                    sum += At(picture, first + across * (x * samples + column) + down * (y * samples + row));
                }

                (sum / (samples * samples)).CopyTo(rgb[((y * width + x) * 3)..]);
            }
        }
    }

    /// <summary>Upright rectangle around a box, inside the picture.</summary>
    public static Box Upright(PixelBuffer picture, TurnedBox box)
    {
        var corners = box.Corners();
        var left = Math.Clamp(corners.Min(corner => corner.X), 0, picture.Width - 1);
        var top = Math.Clamp(corners.Min(corner => corner.Y), 0, picture.Height - 1);
        var right = Math.Clamp(corners.Max(corner => corner.X), left + 1, picture.Width);
        var bottom = Math.Clamp(corners.Max(corner => corner.Y), top + 1, picture.Height);
        return new Box(left / picture.Width, top / picture.Height, (right - left) / picture.Width, (bottom - top) / picture.Height);
    }

    /// <summary>Colour between pixel centres; beyond the edge the picture goes on as its last pixel.</summary>
    private static Vector3 At(PixelBuffer picture, Vector2 place)
    {
        var x = Math.Clamp(place.X - 0.5f, 0, picture.Width - 1);
        var y = Math.Clamp(place.Y - 0.5f, 0, picture.Height - 1);
        var (left, top) = ((int)x, (int)y);
        var (right, bottom) = (Math.Min(left + 1, picture.Width - 1), Math.Min(top + 1, picture.Height - 1));
        return Vector3.Lerp(
            Vector3.Lerp(Pixel(picture, left, top), Pixel(picture, right, top), x - left),
            Vector3.Lerp(Pixel(picture, left, bottom), Pixel(picture, right, bottom), x - left),
            y - top
        );
    }

    private static Vector3 Pixel(PixelBuffer picture, int x, int y)
    {
        var rgb = picture.Rgb.Span.Slice((y * picture.Width + x) * 3, 3);
        return new Vector3(rgb[0], rgb[1], rgb[2]);
    }
}
