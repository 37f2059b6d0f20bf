using System.Buffers;
using Reelsight.Inference.Imaging;
using Reelsight.Inference.Onnx;
using Reelsight.Inference.Packs;

namespace Reelsight.Inference.Poses;

/// <summary>Finds the points of a person's body with MoveNet lightning, which looks at one person at a time. Thread-safe.</summary>
public sealed class PoseEstimator : IDisposable
{
    // Width and height of the network's input in pixels.
    private const int Side = 192;

    // The network was trained on people with some room around them.
    private const float Room = 1.25f;

    private readonly OnnxSession _session;

    private PoseEstimator(OnnxSession session) => _session = session;

    /// <summary>Loads the network from its pack.</summary>
    /// <param name="store">The model store.</param>
    /// <param name="threads">Threads of one run.</param>
    /// <exception cref="ModelStoreException">The pack is not ready.</exception>
    /// <exception cref="OnnxException">The runtime or the model cannot be loaded.</exception>
    public static PoseEstimator Open(ModelStore store, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(store);
        return new PoseEstimator(store.LoadSession("poses", "poses.onnx", new OnnxSessionOptions { Threads = threads }));
    }

    /// <summary>Finds the points of one person.</summary>
    /// <param name="image">The whole image.</param>
    /// <param name="person">The person's box.</param>
    /// <exception cref="ArgumentException">The buffer is too small for the size, or a side is below 1.</exception>
    public PersonPose Estimate(PixelBuffer image, BoundingBox person)
    {
        image.Validate();
        var side = Math.Max(2, (int)(Room * MathF.Max(person.Width * image.Width, person.Height * image.Height)));
        var (left, top) = ((int)((person.CentreX * image.Width) - (side / 2f)), (int)((person.CentreY * image.Height) - (side / 2f)));
        const int Length = Side * Side * PixelBuffer.BytesPerPixel;
        var pixels = ArrayPool<float>.Shared.Rent(Length);
        var square = ArrayPool<byte>.Shared.Rent(side * side * PixelBuffer.BytesPerPixel);
        try
        {
            Cut(image, left, top, side, square);
            ImageScaler.Scale(new PixelBuffer(square, side, side), Side, Side, pixels.AsSpan(0, Length));
            using var tensor = OnnxTensor.From(pixels.AsMemory(0, Length), 1, Side, Side, PixelBuffer.BytesPerPixel);
            using var result = _session.Run([("image", tensor)]);
            return Read(result["keypoints"].Values<float>(), left, top, side);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(square);
            ArrayPool<float>.Shared.Return(pixels);
        }
    }

    /// <summary>Frees the model.</summary>
    public void Dispose() => _session.Dispose();

    // A square of the image, black where it reaches beyond.
    private static void Cut(PixelBuffer image, int left, int top, int side, byte[] square)
    {
        var rowLength = side * PixelBuffer.BytesPerPixel;
        square.AsSpan(0, side * rowLength).Clear();
        var (from, to) = (Math.Max(0, left), Math.Min(image.Width, left + side));
        for (var y = Math.Max(0, top); y < Math.Min(image.Height, top + side) && from < to; y++)
        {
            image
                .Rgb.Span.Slice(((y * image.Width) + from) * PixelBuffer.BytesPerPixel, (to - from) * PixelBuffer.BytesPerPixel)
                .CopyTo(square.AsSpan(((y - top) * rowLength) + ((from - left) * PixelBuffer.BytesPerPixel)));
        }
    }

    // The network gives the distance from the top and from the left as fractions of its input, and a score.
    private static PersonPose Read(ReadOnlySpan<float> values, int left, int top, int side)
    {
        var points = new Keypoint[Enum.GetValues<BodyPoint>().Length];
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = new Keypoint(left + (values[(i * 3) + 1] * side), top + (values[i * 3] * side), values[(i * 3) + 2]);
        }

        return new PersonPose(points);
    }
}
