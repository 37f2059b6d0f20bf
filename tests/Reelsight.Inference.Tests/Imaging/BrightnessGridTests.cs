using Reelsight.Inference.Imaging;

namespace Reelsight.Inference.Tests.Imaging;

public sealed class BrightnessGridTests
{
    private const int Width = 320;
    private const int Height = 180;

    [Fact]
    public void A_picture_with_a_little_noise_is_the_same() =>
        Assert.Equal(0, Coarse((x, y) => Scene(x, y) + ((x + y) % 3)).ComputeChangedShare(Coarse(Scene)));

    [Fact]
    public void A_camera_that_opens_its_aperture_shows_the_same() =>
        Assert.Equal(0, Coarse((x, y) => (Scene(x, y) * 1.15) + 6).ComputeChangedShare(Coarse(Scene)));

    [Fact]
    public void A_thing_that_appears_counts_with_its_share_of_the_picture()
    {
        var change = Coarse((x, y) => x is >= 40 and < 72 && y is >= 60 and < 84 ? 250 : Scene(x, y)).ComputeChangedShare(Coarse(Scene));
        Assert.InRange(change, 0.01, 0.03);
    }

    [Fact]
    public void Another_scene_differs_nearly_everywhere() =>
        Assert.InRange(Coarse((x, y) => Scene(Width - x, y * 3)).ComputeChangedShare(Coarse(Scene)), 0.5, 1);

    [Fact]
    public void A_picture_of_another_size_differs_everywhere() =>
        Assert.Equal(1, BrightnessGrid.Create(new PixelBuffer(new byte[100 * 100 * 3], 100, 100)).ComputeChangedShare(Coarse(Scene)));

    [Fact]
    public void A_single_pixel_is_a_picture_too() =>
        Assert.Equal(
            0,
            BrightnessGrid
                .Create(new PixelBuffer(new byte[3], 1, 1))
                .ComputeChangedShare(BrightnessGrid.Create(new PixelBuffer(new byte[3], 1, 1)))
        );

    private static double Scene(int x, int y) => 30 + (x * 0.4) + (20 * Math.Sin(y * 0.11));

    private static BrightnessGrid Coarse(Func<int, int, double> level)
    {
        var rgb = new byte[Width * Height * 3];
        for (var i = 0; i < Width * Height; i++)
        {
            rgb.AsSpan(i * 3, 3).Fill((byte)Math.Clamp(level(i % Width, i / Width), 0, 255));
        }

        return BrightnessGrid.Create(new PixelBuffer(rgb, Width, Height));
    }
}
