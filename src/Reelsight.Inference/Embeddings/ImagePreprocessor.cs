using Reelsight.Inference.Imaging;
using Reelsight.Inference.Packs;

namespace Reelsight.Inference.Embeddings;

/// <summary>Prepares the input of an image model: scales, crops and normalises, one plane per channel.</summary>
internal static class ImagePreprocessor
{
    private const int Channels = PixelBuffer.BytesPerPixel;
    private const string BlueFirst = "bgr";

    /// <summary>The planes, of size x size values each.</summary>
    public static float[] Preprocess(PixelBuffer image, ImageEncoderSpec spec)
    {
        var size = spec.Size;
        var (width, height) = spec.Resize == ImageEncoderSpec.Stretch ? (size, size) : ScaleShortestSide(image.Width, image.Height, size);
        var rgb = BicubicScaler.Scale(image, width, height, spec.Interpolation == ImageEncoderSpec.Bicubic);
        // The margins are rounded like in the models' own centre crop.
        var (left, top) = (
            (int)Math.Round((width - size) / 2.0, MidpointRounding.ToEven),
            (int)Math.Round((height - size) / 2.0, MidpointRounding.ToEven)
        );
        var planes = new float[Channels * size * size];
        for (var channel = 0; channel < Channels; channel++)
        {
            var source = spec.Channels == BlueFirst ? Channels - 1 - channel : channel;
            for (var y = 0; y < size; y++)
            {
                for (var x = 0; x < size; x++)
                {
                    var value = rgb[((((top + y) * width) + left + x) * Channels) + source] / (float)byte.MaxValue;
                    planes[(((channel * size) + y) * size) + x] = (value - spec.Mean[channel]) / spec.Std[channel];
                }
            }
        }

        return planes;
    }

    private static (int Width, int Height) ScaleShortestSide(int width, int height, int size) =>
        width <= height
            ? (size, Math.Max(size, (int)((long)size * height / width)))
            : (Math.Max(size, (int)((long)size * width / height)), size);
}
