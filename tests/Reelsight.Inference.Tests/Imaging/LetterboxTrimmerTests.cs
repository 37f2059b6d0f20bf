using Reelsight.Inference.Imaging;

namespace Reelsight.Inference.Tests.Imaging;

public sealed class LetterboxTrimmerTests
{
    [Theory]
    [InlineData(0, 12)]
    [InlineData(20, 0)]
    [InlineData(20, 12)]
    public void Bars_of_any_even_colour_are_cut_off(int sides, int above)
    {
        foreach (var colour in (byte[])[0, 128, 255])
        {
            var trimmed = LetterboxTrimmer.Trim(Striped(80, 60, sides, sides, above, above, colour));
            Assert.Equal((80, 60), (trimmed.Width, trimmed.Height));
            Assert.Equal(Striped(80, 60, 0, 0, 0, 0, 0).Rgb.ToArray(), trimmed.Rgb.ToArray());
        }
    }

    [Fact]
    public void What_is_even_on_one_side_only_is_no_bar()
    {
        var sky = Striped(80, 60, 0, 0, 30, 0, 200);
        Assert.Equal((80, 90), (LetterboxTrimmer.Trim(sky).Width, LetterboxTrimmer.Trim(sky).Height));
        Assert.Equal(130, LetterboxTrimmer.Trim(Striped(80, 60, 40, 10, 0, 0, 0)).Width);
    }

    [Fact]
    public void Hardly_anything_between_bars_is_left_where_it_is() =>
        Assert.Equal(400, LetterboxTrimmer.Trim(Striped(80, 60, 160, 160, 0, 0, 0)).Width);

    [Fact]
    public void One_colour_is_blank_and_writing_on_it_is_not()
    {
        Assert.True(LetterboxTrimmer.IsBlank(Striped(0, 0, 40, 40, 30, 30, 16)));
        Assert.False(LetterboxTrimmer.IsBlank(Striped(10, 2, 40, 40, 30, 30, 16)));
        Assert.Throws<ArgumentException>(() => LetterboxTrimmer.IsBlank(new PixelBuffer(new byte[3], 4, 4)));
    }

    // Stripes of black and white within bars of one colour.
    private static PixelBuffer Striped(int width, int height, int left, int right, int top, int bottom, byte bar)
    {
        var (fullWidth, fullHeight) = (width + left + right, height + top + bottom);
        var pixels = new byte[fullWidth * fullHeight * 3];
        for (var at = 0; at < pixels.Length; at++)
        {
            var (x, y) = (at / 3 % fullWidth, at / 3 / fullWidth);
            var inside = x >= left && x < left + width && y >= top && y < top + height;
            pixels[at] = inside ? (byte)((x + y) % 2 * 255) : bar;
        }
        return new PixelBuffer(pixels, fullWidth, fullHeight);
    }
}
