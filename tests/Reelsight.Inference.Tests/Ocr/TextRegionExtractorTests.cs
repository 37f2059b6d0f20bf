using Reelsight.Inference.Ocr;

namespace Reelsight.Inference.Tests.Ocr;

public sealed class TextRegionExtractorTests
{
    private const int Width = 100;
    private readonly float[] _map = new float[Width * 60];

    [Fact]
    public void A_level_core_becomes_a_level_box_grown_by_what_training_shrank()
    {
        Fill(20, 30, 60, 10, 0.9f);
        var box = Assert.Single(TextRegionExtractor.Extract(_map, Width, new OcrOptions()));
        Assert.True(box.IsUpright);

        // Grown by 1.5 x area / perimeter = 1.5 x 600 / 140 = 6.43 on every side.
        Assert.Equal(60 + 2 * 6.43, box.Width, 0.1);
        Assert.Equal(10 + 2 * 6.43, box.Height, 0.1);
        Assert.Equal(49.5, box.Centre.X, 0.1);
        Assert.Equal(34.5, box.Centre.Y, 0.1);
    }

    [Fact]
    public void Cores_apart_are_boxes_apart()
    {
        Fill(10, 10, 30, 8, 0.9f);
        Fill(60, 10, 30, 8, 0.9f);
        Assert.Equal(2, TextRegionExtractor.Extract(_map, Width, new OcrOptions()).Count);
    }

    [Fact]
    public void Faint_or_tiny_cores_are_dropped()
    {
        Fill(10, 10, 30, 8, 0.4f);
        Fill(60, 10, 30, 2, 0.9f);
        Assert.Empty(TextRegionExtractor.Extract(_map, Width, new OcrOptions()));
    }

    [Fact]
    public void A_slanted_core_becomes_a_turned_box()
    {
        for (var x = 20; x < 80; x++)
        {
            Fill(x, 10 + x / 3, 1, 8, 0.9f);
        }

        var box = Assert.Single(TextRegionExtractor.Extract(_map, Width, new OcrOptions()));
        Assert.InRange(Math.Atan2(box.ReadingAxis.Y, box.ReadingAxis.X), 0.28, 0.36);
    }

    [Fact]
    public void A_column_much_higher_than_wide_is_read_downwards()
    {
        Fill(40, 5, 8, 50, 0.9f);
        var box = Assert.Single(TextRegionExtractor.Extract(_map, Width, new OcrOptions()));
        Assert.Equal(1, box.ReadingAxis.Y, 0.01f);
        Assert.True(box.Width > box.Height);
    }

    private void Fill(int left, int top, int width, int height, float probability)
    {
        for (var y = top; y < top + height; y++)
        {
            _map.AsSpan(y * Width + left, width).Fill(probability);
        }
    }
}
