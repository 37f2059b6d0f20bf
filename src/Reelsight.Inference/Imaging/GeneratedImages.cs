namespace Reelsight.Inference.Imaging;

/// <summary>
/// Images of nothing in particular, computed: skies over ground, clouds, foliage, stripes, shapes, at any brightness. They stand for images
/// that have nothing to do with a query; the same ones everywhere.
/// </summary>
public static class GeneratedImages
{
    /// <summary>Width and height of each.</summary>
    public const int Side = 224;

    private const int Kinds = 4;

    /// <summary>Computes the first images of the series.</summary>
    /// <param name="count">How many.</param>
    public static IReadOnlyList<PixelBuffer> Create(int count) => [.. Enumerable.Range(0, count).Select(Draw)];

    private static PixelBuffer Draw(int number)
    {
        var chance = new Random(number);
        var (first, second, third) = (PickColour(chance), PickColour(chance), PickColour(chance));
        var coarse = new SmoothNoise(chance, 2 + chance.Next(5));
        var fine = new SmoothNoise(chance, 12 + chance.Next(30));
        var light = 0.35f + (0.65f * chance.NextSingle());
        var horizon = 0.2f + (0.6f * chance.NextSingle());
        var shapes = Enumerable.Range(0, 3 + chance.Next(9)).Select(_ => new Shape(chance)).ToArray();
        var (waves, slope) = (2 + chance.Next(20), chance.NextSingle());
        var rgb = new byte[Side * Side * PixelBuffer.BytesPerPixel];
        for (var at = 0; at < Side * Side; at++)
        {
            var (x, y) = ((at % Side) / (float)Side, at / Side / (float)Side);
            var (large, small) = (coarse.At(x, y), fine.At(x, y));
            var colour = (number % Kinds) switch
            {
                0 => y < horizon ? Mix(first, second, y / horizon) : Mix(third, first, small),
                1 => Mix(Mix(first, second, large), third, small * 0.5f),
                2 => Mix(first, second, (MathF.Sin(((x * slope) + (y * (1 - slope))) * waves * MathF.Tau) + 1) / 2),
                _ => shapes.LastOrDefault(shape => shape.Contains(x, y)) is { } shape
                    ? Mix(shape.Colour, first, small * 0.4f)
                    : Mix(second, third, large),
            };
            var shade = light * (0.85f + (0.3f * small));
            rgb[at * PixelBuffer.BytesPerPixel] = ToByte(colour.Red * shade);
            rgb[(at * PixelBuffer.BytesPerPixel) + 1] = ToByte(colour.Green * shade);
            rgb[(at * PixelBuffer.BytesPerPixel) + 2] = ToByte(colour.Blue * shade);
        }

        return new PixelBuffer(rgb, Side, Side);
    }

    private static (float Red, float Green, float Blue) PickColour(Random chance)
    {
        // Mostly muted, as most of the world is.
        var grey = chance.NextSingle();
        var strength = chance.NextSingle() * chance.NextSingle();
        return (
            grey + (strength * (chance.NextSingle() - grey)),
            grey + (strength * (chance.NextSingle() - grey)),
            grey + (strength * (chance.NextSingle() - grey))
        );
    }

    private static (float Red, float Green, float Blue) Mix(
        (float Red, float Green, float Blue) one,
        (float Red, float Green, float Blue) other,
        float share
    ) =>
        (
            one.Red + ((other.Red - one.Red) * share),
            one.Green + ((other.Green - one.Green) * share),
            one.Blue + ((other.Blue - one.Blue) * share)
        );

    private static byte ToByte(float value) => (byte)Math.Clamp(value * byte.MaxValue, 0, byte.MaxValue);

    private sealed class Shape(Random chance)
    {
        private readonly bool _isRound = chance.Next(2) == 0;
        private readonly float _x = chance.NextSingle(),
            _y = chance.NextSingle(),
            _width = 0.05f + (0.3f * chance.NextSingle()),
            _height = 0.05f + (0.3f * chance.NextSingle());

        public (float Red, float Green, float Blue) Colour { get; } = PickColour(chance);

        public bool Contains(float x, float y)
        {
            var (across, down) = (MathF.Abs(x - _x) / _width, MathF.Abs(y - _y) / _height);
            return _isRound ? (across * across) + (down * down) < 1 : across < 1 && down < 1;
        }
    }

    // Random values on a grid, with smooth transitions between.
    private sealed class SmoothNoise
    {
        private readonly int _cells;
        private readonly float[] _values;

        public SmoothNoise(Random chance, int cells)
        {
            _cells = cells;
            _values = [.. Enumerable.Range(0, (cells + 1) * (cells + 1)).Select(_ => chance.NextSingle())];
        }

        public float At(float x, float y)
        {
            var (across, down) = (x * _cells, y * _cells);
            var (column, row) = ((int)across, (int)down);
            var (right, below) = (Smooth(across - column), Smooth(down - row));
            var above = Blend(Get(column, row), Get(column + 1, row), right);
            return Blend(above, Blend(Get(column, row + 1), Get(column + 1, row + 1), right), below);
        }

        private float Get(int column, int row) => _values[(row * (_cells + 1)) + column];

        private static float Smooth(float share) => share * share * (3 - (2 * share));

        private static float Blend(float one, float other, float share) => one + ((other - one) * share);
    }
}
