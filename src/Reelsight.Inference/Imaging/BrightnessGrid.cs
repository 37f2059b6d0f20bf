namespace Reelsight.Inference.Imaging;

/// <summary>An image as a grid of mean brightness, computed in a fraction of a millisecond: tells images in which something
/// moved from those of a still camera and a still scene.</summary>
public sealed class BrightnessGrid
{
    // A cell is about a hundredth of the width: a letter of small print or a distant car changes at least one.
    private const int Columns = 80;

    // Every second row is enough for the mean.
    private const int RowStep = 2;

    // Change of a cell's mean, out of 255, through coding and noise.
    private const int MaxNoise = 6;

    private const double MaxExposureFactor = 1.3;

    private readonly byte[] _means;

    private BrightnessGrid(byte[] means) => _means = means;

    /// <summary>Computes the grid of an image.</summary>
    /// <param name="image">Packed RGB24; compare only images of one size.</param>
    /// <exception cref="ArgumentException">The buffer is too small for the size, or a side is below 1.</exception>
    public static BrightnessGrid Create(PixelBuffer image)
    {
        image.Validate();
        var side = Math.Max(1, image.Width / Columns);
        var (columns, rows) = (Math.Max(1, image.Width / side), Math.Max(1, image.Height / side));
        var sums = new int[columns * rows];
        var counts = new int[rows];
        for (var y = 0; y < Math.Min(image.Height, rows * side); y += RowStep)
        {
            var line = image.Rgb.Span.Slice(y * image.Width * PixelBuffer.BytesPerPixel, image.Width * PixelBuffer.BytesPerPixel);
            var row = Math.Min(rows - 1, y / side);
            counts[row]++;
            AddRow(line, side, sums.AsSpan(row * columns, columns));
        }

        var means = new byte[sums.Length];
        for (var i = 0; i < means.Length; i++)
        {
            means[i] = (byte)(sums[i] / Math.Max(1, counts[i / columns] * side));
        }

        return new BrightnessGrid(means);
    }

    /// <summary>Share of the image (0..1) that differs from another one: 0 is a still scene, a new scene is well above a half.</summary>
    public double ComputeChangedShare(BrightnessGrid other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other._means.Length != _means.Length)
        {
            return 1;
        }

        // A change of exposure changes every cell alike, by a factor and an offset: the least squares line is removed.
        var (factor, offset) = FitExposure(other._means, _means);
        var changed = 0;
        for (var i = 0; i < _means.Length; i++)
        {
            changed += Math.Abs(_means[i] - offset - (factor * other._means[i])) > MaxNoise ? 1 : 0;
        }

        return changed / (double)_means.Length;
    }

    private static (double Factor, double Offset) FitExposure(byte[] before, byte[] now)
    {
        double sum = 0,
            sumNow = 0,
            squares = 0,
            products = 0;
        for (var i = 0; i < before.Length; i++)
        {
            sum += before[i];
            sumNow += now[i];
            squares += before[i] * before[i];
            products += before[i] * now[i];
        }

        var spread = squares - (sum * sum / before.Length);
        var factor = spread > 0 ? (products - (sum * sumNow / before.Length)) / spread : 1;
        // Beyond this it is another scene.
        factor = Math.Clamp(factor, 1 / MaxExposureFactor, MaxExposureFactor);
        return (factor, (sumNow - (factor * sum)) / before.Length);
    }

    // Green stands for brightness, of which it carries most.
    private static void AddRow(ReadOnlySpan<byte> line, int side, Span<int> sums)
    {
        var at = 1;
        for (var column = 0; column < sums.Length; column++)
        {
            var sum = 0;
            for (var x = 0; x < side; x++, at += PixelBuffer.BytesPerPixel)
            {
                sum += line[at];
            }

            sums[column] += sum;
        }
    }
}
