using Reelsight.Inference.Imaging;
using Reelsight.Pipeline.Describing;

namespace Reelsight.Pipeline.Tests.Describing;

public sealed class BrightnessMeterTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(51, 0.2)]
    [InlineData(255, 1)]
    public void A_plain_picture_is_as_bright_as_its_grey(byte grey, double brightness) =>
        Assert.Equal(brightness, BrightnessMeter.Measure(Picture(160, 90, (_, _) => grey)), 3);

    [Fact]
    public void Black_bars_do_not_make_a_picture_darker()
    {
        var letterboxed = Picture(160, 120, (_, y) => y is < 20 or >= 100 ? (byte)1 : (byte)128);
        var pillarboxed = Picture(160, 120, (x, _) => x is < 30 or >= 130 ? (byte)0 : (byte)128);
        Assert.Equal(128 / 255d, BrightnessMeter.Measure(letterboxed), 2);
        Assert.Equal(128 / 255d, BrightnessMeter.Measure(pillarboxed), 2);
    }

    [Fact]
    public void A_dark_sky_with_noise_is_no_bar()
    {
        var night = Picture(160, 120, (x, y) => y < 60 ? (byte)(4 + x % 7) : (byte)60);
        Assert.InRange(BrightnessMeter.Measure(night), 0.1, 0.15);
    }

    [Fact]
    public void A_second_is_as_bright_as_its_frames_on_average_and_one_without_as_the_one_before()
    {
        var meter = new BrightnessMeter();
        meter.Add(0.2, Picture(8, 8, (_, _) => 0));
        meter.Add(0.7, Picture(8, 8, (_, _) => 102));
        meter.Add(2.1, Picture(8, 8, (_, _) => 255));
        Assert.Equal([0.2f, 0.2f, 1], meter.Finish().Select(b => MathF.Round(b, 4)));
    }

    private static PixelBuffer Picture(int width, int height, Func<int, int, byte> grey)
    {
        var rgb = new byte[width * height * PixelBuffer.BytesPerPixel];
        for (var i = 0; i < rgb.Length; i++)
        {
            rgb[i] = grey(i / PixelBuffer.BytesPerPixel % width, i / PixelBuffer.BytesPerPixel / width);
        }

        return new PixelBuffer(rgb, width, height);
    }
}
