using Reelsight.Inference.Imaging;

namespace Reelsight.Inference.Tests.Ocr;

[Collection(ModelPackCollection.Name)]
public sealed class OcrEngineTests(OcrFixture model) : IClassFixture<OcrFixture>
{
    [Theory]
    [InlineData("tiny print can be read as well", 16, "white", "black", "DejaVuSans.ttf")]
    [InlineData("The quick brown fox jumps over the lazy dog", 40, "white", "navy", "DejaVuSans.ttf")]
    [InlineData("Subtitles are often yellow", 28, "yellow", "black", "DejaVuSans-Bold.ttf")]
    [InlineData("Price 12.99 EUR on 24 Dec 2019", 24, "black", "white", "DejaVuSans.ttf")]
    [InlineData("mono spaced code is good", 26, "green", "white", "DejaVuSansMono.ttf")]
    public void A_printed_line_is_read_letter_by_letter_with_its_spaces(string text, int size, string colour, string ground, string font)
    {
        var line = Assert.Single(model.Reader.Recognize(OcrFrames.Drawn(text, size, colour, ground, font)));
        Assert.Equal(text, line.Text);
        Assert.InRange(line.Confidence, 0.8, 1);
        Assert.Null(line.Corners);
    }

    [Fact]
    public void A_line_stands_where_it_was_drawn()
    {
        // 40 pixels high at 60, 100 of 1280 x 720.
        var box = Assert.Single(model.Reader.Recognize(OcrFrames.Drawn("Here I am", 40))).Box;
        Assert.InRange(box.X, 0.03f, 0.05f);
        Assert.InRange(box.Y, 0.12f, 0.15f);
        Assert.InRange(box.Bottom, 0.17f, 0.21f);
        Assert.InRange(box.Width, 0.12f, 0.2f);
    }

    [Fact]
    public void A_turned_line_is_read_and_gives_its_corners()
    {
        var line = Assert.Single(
            model.Reader.Recognize(OcrFrames.Drawn("Breaking news from the harbour", 40, x: 250, y: 330, then: "rotate=0.2:fillcolor=navy"))
        );
        Assert.Equal("Breaking news from the harbour", line.Text);
        Assert.Equal(4, line.Corners!.Count);

        // Clockwise by 0.2 rad: the end of the line is lower than its start.
        var (start, end) = (line.Corners[0], line.Corners[1]);
        var turn = Math.Atan2((end.Y - start.Y) * 720, (end.X - start.X) * 1280);
        Assert.InRange(turn, 0.17, 0.23);
    }

    [Fact]
    public void The_names_in_a_listing_stay_apart()
    {
        var lines = model.Reader.Recognize(OcrFrames.Screencast(6.5)).Select(line => line.Text).ToList();
        Assert.Contains("bin", lines);
        Assert.Contains("include", lines);
        Assert.Contains(lines, line => line.EndsWith("ls /usr", StringComparison.Ordinal));
    }

    [Fact]
    public void Lines_come_in_reading_order()
    {
        var lines = model.Reader.Recognize(
            OcrFrames.Drawn("second", 36, x: 700, y: 104, then: $"{OcrFrames.Draw("third", 36, y: 300)},{OcrFrames.Draw("first", 36)}")
        );
        Assert.Equal(["first", "second", "third"], lines.Select(line => line.Text));
    }

    [Fact]
    public void A_screencast_gives_its_title_menu_and_commands()
    {
        var lines = model.Reader.Recognize(OcrFrames.Screencast(4.5)).Select(line => line.Text).ToList();
        Assert.Contains("Hello world...", lines);
        Assert.Contains(lines, line => line.StartsWith("Arquivo Editar Exibir Favoritos", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("eriberto@canopus:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("pic1/IMG-20191006-WA0002.jpg")]
    [InlineData("pic1/IMG_1054.JPG")]
    [InlineData("pic2/IMG_20191224_234846.jpg")]
    [InlineData("pic2/IMG_20200124_231153.jpg")]
    [InlineData("pic2/IMG_20200608_111614.jpg")]
    public void A_photo_without_text_gives_nothing(string name) => Assert.Empty(model.Reader.Recognize(OcrFrames.Photo(name)));

    [Fact]
    public void A_plain_picture_of_any_shape_gives_nothing()
    {
        Assert.Empty(model.Reader.Recognize(OcrFrames.Plain()));
        Assert.Empty(model.Reader.Recognize(OcrFrames.Plain("white", 16, 16)));
        Assert.Empty(model.Reader.Recognize(OcrFrames.Plain("white", 2000, 20)));
    }

    [Fact]
    public void A_picture_with_too_few_bytes_is_refused() =>
        Assert.Throws<ArgumentException>(() => model.Reader.Recognize(new PixelBuffer(new byte[10], 100, 100)));

    [Fact]
    public async Task Two_pictures_at_once_do_not_disturb_each_other()
    {
        var (one, two) = (OcrFrames.Drawn("one line", 40), OcrFrames.Drawn("another line", 40));
        var read = await Task.WhenAll(Task.Run(() => model.Reader.Recognize(one)), Task.Run(() => model.Reader.Recognize(two)));
        Assert.Equal("one line", Assert.Single(read[0]).Text);
        Assert.Equal("another line", Assert.Single(read[1]).Text);
    }
}
