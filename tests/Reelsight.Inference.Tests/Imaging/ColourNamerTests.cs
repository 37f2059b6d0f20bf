using Reelsight.Inference.Imaging;

namespace Reelsight.Inference.Tests.Imaging;

public sealed class ColourNamerTests
{
    private static readonly (byte, byte, byte) Red = (200, 20, 20);
    private static readonly (byte, byte, byte) Grey = (90, 90, 90);
    private static readonly (byte, byte, byte) White = (255, 255, 255);
    private static readonly (byte, byte, byte) Blue = (0, 0, 255);

    [Theory]
    [InlineData(0, 0, 0, "black")]
    [InlineData(30, 30, 32, "black")]
    [InlineData(250, 250, 250, "white")]
    [InlineData(215, 220, 222, "white")]
    [InlineData(128, 128, 128, "grey")]
    [InlineData(255, 0, 0, "red")]
    [InlineData(140, 20, 30, "red")]
    [InlineData(190, 30, 60, "red")]
    [InlineData(255, 140, 0, "orange")]
    [InlineData(255, 230, 0, "yellow")]
    [InlineData(0, 128, 0, "green")]
    [InlineData(120, 200, 90, "green")]
    [InlineData(0, 0, 255, "blue")]
    [InlineData(30, 60, 130, "blue")]
    [InlineData(90, 170, 230, "blue")]
    [InlineData(128, 0, 128, "purple")]
    [InlineData(255, 150, 190, "pink")]
    [InlineData(255, 105, 180, "pink")]
    [InlineData(110, 65, 30, "brown")]
    [InlineData(90, 60, 40, "brown")]
    [InlineData(170, 155, 125, "brown")]
    [InlineData(235, 225, 200, "white")]
    [InlineData(222, 200, 170, "white")]
    public void A_plain_colour_has_its_everyday_name(byte red, byte green, byte blue, string name)
    {
        var colour = Assert.Single(ColourNamer.NameColours(Painted(20, 20, (_, _) => (red, green, blue)), BoundingBox.Whole));
        Assert.Equal(name, colour.Name);
        Assert.Equal(1, colour.Share, 1e-9);
    }

    [Fact]
    public void The_background_in_the_corners_of_a_box_counts_less_than_what_fills_its_middle()
    {
        var picture = Painted(100, 100, (x, y) => Math.Abs(x - 50) < 25 && Math.Abs(y - 50) < 25 ? Red : Grey);
        var colours = ColourNamer.NameColours(picture, BoundingBox.Whole);
        Assert.Equal("red", colours[0].Name);
        Assert.InRange(colours[0].Share, 0.5, 1);
        Assert.InRange(colours.Sum(colour => colour.Share), 0.99, 1.01);
    }

    [Fact]
    public void Red_paint_that_pales_in_bright_light_is_red_and_pink_without_red_beside_it_is_pink()
    {
        (byte, byte, byte) shade = (150, 45, 75),
            shine = (232, 140, 148),
            rose = (255, 150, 190);
        Assert.Equal(
            "red",
            Assert.Single(ColourNamer.NameColours(Painted(100, 100, (_, y) => y % 4 == 0 ? shade : shine), BoundingBox.Whole)).Name
        );
        Assert.Equal("pink", Assert.Single(ColourNamer.NameColours(Painted(100, 100, (_, _) => shine), BoundingBox.Whole)).Name);
        Assert.Equal("pink", ColourNamer.NameColours(Painted(100, 100, (_, y) => y % 4 == 0 ? shade : rose), BoundingBox.Whole)[0].Name);
    }

    [Fact]
    public void Only_the_region_is_judged()
    {
        var picture = Painted(100, 100, (x, _) => x < 50 ? White : Blue);
        Assert.Equal("blue", Assert.Single(ColourNamer.NameColours(picture, new BoundingBox(0.5f, 0, 0.5f, 1))).Name);
        Assert.Equal("white", Assert.Single(ColourNamer.NameColours(picture, new BoundingBox(-0.1f, 0, 0.5f, 1))).Name);
    }

    private static PixelBuffer Painted(int width, int height, Func<int, int, (byte Red, byte Green, byte Blue)> paint)
    {
        var rgb = new byte[width * height * 3];
        for (var i = 0; i < width * height; i++)
        {
            (rgb[i * 3], rgb[(i * 3) + 1], rgb[(i * 3) + 2]) = paint(i % width, i / width);
        }

        return new PixelBuffer(rgb, width, height);
    }
}
