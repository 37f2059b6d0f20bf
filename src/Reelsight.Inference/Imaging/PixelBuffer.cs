namespace Reelsight.Inference.Imaging;

/// <summary>An image in memory: packed RGB24 rows from top to bottom, three bytes a pixel, no padding.</summary>
/// <param name="Rgb">At least width x height x 3 bytes.</param>
/// <param name="Width">Pixels per row, at least 1.</param>
/// <param name="Height">Rows, at least 1.</param>
public readonly record struct PixelBuffer(ReadOnlyMemory<byte> Rgb, int Width, int Height)
{
    /// <summary>Bytes a pixel takes.</summary>
    public const int BytesPerPixel = 3;

    /// <summary>Throws unless the buffer fits the size.</summary>
    /// <exception cref="ArgumentException">A side is below 1, or there are too few bytes.</exception>
    internal void Validate()
    {
        if (Width < 1 || Height < 1 || Rgb.Length < (long)Width * Height * BytesPerPixel)
        {
            throw new ArgumentException(
                $"A picture of {Width}x{Height} pixels needs {(long)Width * Height * BytesPerPixel} bytes; there are {Rgb.Length}."
            );
        }
    }
}
