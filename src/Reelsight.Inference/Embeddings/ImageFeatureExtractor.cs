using System.Buffers;
using System.Numerics.Tensors;
using Reelsight.Inference.Imaging;
using Reelsight.Inference.Onnx;
using Reelsight.Inference.Packs;

namespace Reelsight.Inference.Embeddings;

/// <summary>
/// Extracts image features from the middle layers of ResNet-18, trained on ImageNet: with the object
/// detector's layers they are the input of <c>JointSpace</c>. Thread-safe.
/// </summary>
public sealed class ImageFeatureExtractor : IDisposable
{
    // Trained at 224 x 224. Six tenths of that area, in the aspect ratio of most images, takes six tenths of the time.
    // Both are multiples of 32, which the network's halvings need.
    private const int LongSide = 192;
    private const int ShortSide = 160;

    private static readonly string[] Outputs = ["layer347", "layer365", "layer379", "layer393"];

    // Mean blue, green and red of the training images, as in the network's own preprocessing.
    private static readonly float[] Mean = [103.0626f, 115.9029f, 123.1516f];

    private readonly OnnxSession _session;

    private ImageFeatureExtractor(OnnxSession session) => _session = session;

    /// <summary>Channels of each layer.</summary>
    public static IReadOnlyList<int> LayerSizes { get; } = [256, 512, 512, 512];

    /// <summary>Loads the network from its pack.</summary>
    /// <param name="store">Holds the pack.</param>
    /// <param name="threads">Threads that one image may use, at least 1.</param>
    /// <exception cref="ModelStoreException">The pack is not ready.</exception>
    /// <exception cref="OnnxException">The runtime or the model cannot be loaded.</exception>
    public static ImageFeatureExtractor Open(ModelStore store, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(store);
        return new ImageFeatureExtractor(store.LoadSession("pictures", "pictures.onnx", new OnnxSessionOptions { Threads = threads }));
    }

    /// <summary>
    /// Mean of each channel over the image, layer after layer as <see cref="LayerSizes"/> says; no value is below zero.
    /// </summary>
    /// <exception cref="ArgumentException">The buffer is too small for the size, or a side is below 1.</exception>
    public float[] Extract(PixelBuffer image) => ExtractAt(image, LongSide, ShortSide);

    /// <summary>Frees the model.</summary>
    public void Dispose() => _session.Dispose();

    /// <summary>Extracts features at another input size: what fills the image is then treated as a part of one.</summary>
    internal float[] ExtractAt(PixelBuffer image, int longSide, int shortSide)
    {
        image.Validate();
        var (width, height) = image.Width >= image.Height ? (longSide, shortSide) : (shortSide, longSide);
        var values = longSide * shortSide * PixelBuffer.BytesPerPixel;
        var scaled = ArrayPool<float>.Shared.Rent(values);
        var planes = ArrayPool<float>.Shared.Rent(values);
        try
        {
            ImageScaler.Scale(image, width, height, scaled.AsSpan(0, values));
            ToBgrPlanes(scaled.AsSpan(0, values), planes.AsSpan(0, values));
            using var imageTensor = OnnxTensor.From(planes.AsMemory(0, values), 1, PixelBuffer.BytesPerPixel, height, width);
            using var result = _session.Run([("Input247", imageTensor)], Outputs);
            return [.. Outputs.SelectMany(layer => result[layer].Values<float>().ToArray())];
        }
        finally
        {
            ArrayPool<float>.Shared.Return(scaled);
            ArrayPool<float>.Shared.Return(planes);
        }
    }

    // From red, green and blue of each pixel to a plane of blue, one of green and one of red.
    private static void ToBgrPlanes(ReadOnlySpan<float> pixels, Span<float> planes)
    {
        var size = pixels.Length / PixelBuffer.BytesPerPixel;
        var blue = planes[..size];
        var green = planes[size..(2 * size)];
        var red = planes[(2 * size)..];
        for (var i = 0; i < size; i++)
        {
            (red[i], green[i], blue[i]) = (pixels[3 * i], pixels[(3 * i) + 1], pixels[(3 * i) + 2]);
        }

        TensorPrimitives.Subtract(blue, Mean[0], blue);
        TensorPrimitives.Subtract(green, Mean[1], green);
        TensorPrimitives.Subtract(red, Mean[2], red);
    }
}
