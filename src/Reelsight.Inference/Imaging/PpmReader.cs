using System.Globalization;
using System.Text;

namespace Reelsight.Inference.Imaging;

/// <summary>Reads images in the PPM format (P6), which needs no decoder.</summary>
internal static class PpmReader
{
    /// <summary>Reads an image.</summary>
    /// <exception cref="InvalidDataException">The file is not a PPM image.</exception>
    public static PixelBuffer Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var (words, at) = (new List<string>(), 0);
        while (words.Count < 4 && at < bytes.Length)
        {
            var start = at;
            while (at < bytes.Length && !char.IsWhiteSpace((char)bytes[at]))
            {
                at++;
            }

            words.Add(Encoding.ASCII.GetString(bytes, start, at - start));
            at++;
        }

        if (
            words is ["P6", var across, var down, "255"]
            && int.TryParse(across, NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            && int.TryParse(down, NumberStyles.None, CultureInfo.InvariantCulture, out var height)
            && width > 0
            && height > 0
            && bytes.Length - at == (long)width * height * PixelBuffer.BytesPerPixel
        )
        {
            return new PixelBuffer(bytes.AsMemory(at), width, height);
        }

        throw new InvalidDataException($"{Path.GetFileName(path)} is no PPM picture of the kind P6 with 255 steps and without comments.");
    }
}
