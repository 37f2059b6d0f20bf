using Reelsight.Inference.Ocr;

namespace Reelsight.Inference.Tests.Ocr;

public sealed class TextLikelihoodTests
{
    [Theory]
    [InlineData(16)]
    [InlineData(28)]
    [InlineData(48)]
    [InlineData(160)]
    public void Letters_of_every_size_are_noticed(int size) =>
        Assert.True(TextLikelihood.Estimate(OcrFrames.Drawn("THE END", size)).IsLikely);

    [Fact]
    public void A_plain_picture_is_not_worth_reading()
    {
        Assert.False(TextLikelihood.Estimate(OcrFrames.Plain()).ShouldRunOcr(lastRead: null));
        Assert.False(TextLikelihood.Estimate(OcrFrames.Plain("white", 10, 4)).ShouldRunOcr(lastRead: null));
    }

    [Fact]
    public void A_photo_of_soft_things_is_not_worth_reading() =>
        Assert.False(TextLikelihood.Estimate(OcrFrames.Photo("pic2/IMG_20200124_231153.jpg")).IsLikely);

    [Fact]
    public void The_same_text_is_not_worth_reading_again_but_other_text_is()
    {
        var first = TextLikelihood.Estimate(OcrFrames.Drawn("The first caption of the film", 28));
        var same = TextLikelihood.Estimate(OcrFrames.Drawn("The first caption of the film", 28));
        var other = TextLikelihood.Estimate(OcrFrames.Drawn("And then somebody answers it", 28));
        Assert.True(first.ShouldRunOcr(lastRead: null));
        Assert.False(same.ShouldRunOcr(first));
        Assert.True(other.ShouldRunOcr(first));
    }

    [Fact]
    public void A_screencast_is_worth_reading_when_output_appears_and_not_for_each_key()
    {
        var empty = TextLikelihood.Estimate(OcrFrames.Screencast(3.5));
        Assert.True(empty.IsLikely);
        Assert.False(TextLikelihood.Estimate(OcrFrames.Screencast(4.5)).ShouldRunOcr(empty));
        Assert.True(TextLikelihood.Estimate(OcrFrames.Screencast(6.5)).ShouldRunOcr(empty));
    }

    [Fact]
    public void After_a_reading_that_found_nothing_only_more_of_what_looks_like_letters_is_read()
    {
        var one = TextLikelihood.Estimate(OcrFrames.Drawn("A caption", 28));
        Assert.False(TextLikelihood.Estimate(OcrFrames.Drawn("A captive", 28)).ShouldRunOcrAfterEmptyResult(one));
        Assert.True(
            TextLikelihood.Estimate(OcrFrames.Drawn("A caption that is several times as long", 28)).ShouldRunOcrAfterEmptyResult(one)
        );
    }
}
