using Reelsight.Inference.Embeddings;
using Reelsight.Inference.Imaging;
using Reelsight.Inference.Packs;

namespace Reelsight.Inference.Tests.Imaging;

public sealed class BicubicScalerTests
{
    [Theory]
    [InlineData(2, new[] { 255, 0 })]
    [InlineData(8, new[] { 255, 255, 255, 255, 0, 0, 0, 0 })]
    public void A_flat_row_stays_flat_and_an_edge_stays_where_it_is(int width, int[] sides)
    {
        var scaled = Row(BicubicScaler.Scale(Grey([200, 200, 200, 200]), width, 1, cubic: true));
        Assert.All(scaled, value => Assert.Equal(200, value));
        var edge = Row(BicubicScaler.Scale(Grey([255, 255, 255, 255, 0, 0, 0, 0]), width, 1, cubic: true));
        Assert.Equal(sides.Select(side => side > 0), edge.Select(value => value > 127));
    }

    [Fact]
    public void A_step_grows_by_the_cubic_that_models_are_trained_with()
    {
        // Of the formula (a = -0.5): weights at distances 0.25, 0.75, 1.25, 1.75 are 0.8672, 0.2266, -0.0703, -0.0234, in proportion where
        // the edge cuts some off.
        var scaled = Row(BicubicScaler.Scale(Grey([0, 0, 100, 100]), 8, 1, cubic: true));
        Assert.Equal([0, 0, 0, 20, 80, 107, 102, 100], scaled);
    }

    [Fact]
    public void Fine_stripes_become_grey_and_not_a_pattern()
    {
        var stripes = Enumerable.Range(0, 64).Select(at => (byte)(at % 2 == 0 ? 0 : 255)).ToArray();
        Assert.All(Row(BicubicScaler.Scale(Grey(stripes), 8, 1, cubic: true))[1..^1], value => Assert.InRange(value, 120, 135));
        Assert.All(Row(BicubicScaler.Scale(Grey(stripes), 8, 1, cubic: false))[1..^1], value => Assert.InRange(value, 120, 135));
    }

    [Fact]
    public void The_middle_is_cut_out_and_colours_are_normalised_in_the_order_that_is_asked_for()
    {
        // Black sides, an orange square between them.
        var rgb = new byte[24 * 8 * 3];
        for (var y = 0; y < 8; y++)
        {
            for (var x = 8; x < 16; x++)
            {
                (rgb[((y * 24) + x) * 3], rgb[(((y * 24) + x) * 3) + 1]) = (255, 51);
            }
        }

        var how = new ImageEncoderSpec
        {
            File = "",
            Size = 8,
            Mean = [0.5f, 0, 0],
            Std = [0.5f, 1, 1],
        };

        var planes = ImagePreprocessor.Preprocess(new PixelBuffer(rgb, 24, 8), how);
        Assert.All(planes[..64], value => Assert.Equal(1, value, 1e-5f));
        Assert.All(planes[64..128], value => Assert.Equal(0.2f, value, 1e-5f));
        Assert.All(planes[128..], value => Assert.Equal(0, value, 1e-5f));

        var turned = ImagePreprocessor.Preprocess(
            new PixelBuffer(rgb, 24, 8),
            how with
            {
                Channels = "bgr",
                Mean = [0, 0, 0.5f],
                Std = [1, 1, 0.5f],
            }
        );
        Assert.Equal([.. planes[128..], .. planes[64..128], .. planes[..64]], turned);
        Assert.Equal(3 * 64, ImagePreprocessor.Preprocess(new PixelBuffer(rgb, 24, 8), how with { Resize = "stretch" }).Length);
    }

    private static PixelBuffer Grey(byte[] row) => new(row.SelectMany(value => new[] { value, value, value }).ToArray(), row.Length, 1);

    private static int[] Row(byte[] rgb) => [.. rgb.Chunk(3).Select(pixel => (int)pixel[0])];
}
