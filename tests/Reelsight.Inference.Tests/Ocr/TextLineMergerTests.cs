using System.Numerics;
using Reelsight.Inference.Ocr;

namespace Reelsight.Inference.Tests.Ocr;

public sealed class TextLineMergerTests
{
    [Fact]
    public void Pieces_of_one_line_become_one_box()
    {
        var box = Assert.Single(TextLineMerger.Merge([Level(200, 102, 90, 20), Level(0, 100, 100, 22), Level(98, 101, 95, 20)]));
        Assert.Equal(0, box.Centre.X - box.Width / 2, 0.01f);
        Assert.Equal(290, box.Centre.X + box.Width / 2, 0.01f);
    }

    [Fact]
    public void Columns_rows_and_sizes_stay_apart()
    {
        Assert.Equal(2, TextLineMerger.Merge([Level(0, 100, 100, 20), Level(115, 100, 100, 20)]).Count);
        Assert.Equal(2, TextLineMerger.Merge([Level(0, 100, 100, 20), Level(95, 110, 100, 20)]).Count);
        Assert.Equal(2, TextLineMerger.Merge([Level(0, 100, 100, 20), Level(95, 90, 100, 40)]).Count);
    }

    [Fact]
    public void Turned_lines_are_left_alone()
    {
        var turned = new RotatedBox(new Vector2(150, 110), Vector2.Normalize(new Vector2(1, 0.3f)), 100, 20);
        Assert.Equal(2, TextLineMerger.Merge([Level(0, 100, 100, 20), turned]).Count);
    }

    private static RotatedBox Level(float x, float y, float width, float height) =>
        new(new Vector2(x + width / 2, y + height / 2), Vector2.UnitX, width, height);
}
