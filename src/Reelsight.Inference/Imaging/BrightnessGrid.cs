namespace Reelsight.Inference.Imaging;

/// <summary>A picture as a grid of mean brightnesses, a fraction of a millisecond to make: tells pictures in which something
/// moved from those of a camera that stands still in front of nothing that moves.</summary>
public sealed class BrightnessGrid
{
    // A cell is about a hundredth of the width: a letter of small print or a distant car changes at least one.
    private const int Columns = 80;

    // Every second row is enough for a mean.
    private const int RowStep = 2;

    // Levels, out of 255, by which the mean of a cell may move through coding and noise.
    private const int MaxNoise = 6;

    private const double MaxExposureFactor = 1.3;

    private readonly byte[] _means;

    private BrightnessGrid(byte[] means) => _means = means;

    /// <summary>Shrinks a picture.</summary>
    /// <param name="image">Packed RGB24; compare only pictures of one size.</param>
    /// <exception cref="ArgumentException">Size and bytes of the picture disagree.</exception>
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

    /// <summary>Share of the picture (0..1) that looks different in another one: 0 is a still, a new scene is well above a half.</summary>
    public double ComputeChangedShare(BrightnessGrid other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other._means.Length != _means.Length)
        {
            return 1;
        }

        // A camera that sets its exposure changes every cell alike, by a factor and an offset: the line that fits best.
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
        // Farther than this is another scene, whatever fits.
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
