using System.Numerics.Tensors;
using Reelsight.Inference.Embeddings;
using Reelsight.Inference.Imaging;
using Reelsight.Inference.Tests.Detection;

namespace Reelsight.Inference.Tests.Embeddings;

[Collection(ModelPackCollection.Name)]
public sealed class VisualSimilarityEncoderTests : IDisposable
{
    // 1, and what rounding adds to it.
    private const float MaxCosine = 1 + 1e-6f;

    private readonly ImageFeatureExtractor _network;
    private readonly VisualSimilarityEncoder _describer;

    public VisualSimilarityEncoderTests(ModelPackFixture packs)
    {
        _network = ImageFeatureExtractor.Open(packs.Store);
        _describer = new VisualSimilarityEncoder(_network, VisualSimilaritySpace.Default);
    }

    public void Dispose() => _network.Dispose();

    [Fact]
    public async Task Pictures_of_different_things_are_unlike_and_a_mirrored_or_framed_one_is_like_itself()
    {
        var dog = await DetectionFootage.PhotoAsync("pic2/IMG_20200124_231153.jpg");
        var look = Look(dog);
        Assert.Equal(VisualSimilaritySpace.Dimensions, look.Length);
        Assert.Equal(1f, TensorPrimitives.Norm<float>(look), 1e-4f);
        Assert.InRange(Likeness(look, Look(Framed(dog, 40, 90))), 0.95f, MaxCosine);
        Assert.InRange(
            _describer
                .EncodeEdits(dog)
                .Where(edit => edit.Edit == ImageEditKind.Mirrored)
                .Max(edit => Likeness(edit.Vector, Look(Mirror(dog)))),
            0.99f,
            MaxCosine
        );
        foreach (var name in (string[])["pic1/IMG_1054.JPG", "pic1/IMG_20200827_231612.jpg", "pic2/IMG_20191224_234846.jpg"])
        {
            var other = await DetectionFootage.PhotoAsync(name);
            Assert.True(
                _describer.EncodeEdits(other).Max(edit => Likeness(edit.Vector, look)) < 0.4f,
                "No edit of another photo reaches the floor of search."
            );
        }
    }

    [Fact]
    public async Task A_quarter_of_a_picture_finds_the_picture_and_the_picture_finds_its_quarter()
    {
        var dog = await DetectionFootage.PhotoAsync("pic2/IMG_20200124_231153.jpg");
        var quarter = LetterboxTrimmer.Crop(dog, dog.Width / 4, dog.Height / 4, dog.Width / 2, dog.Height / 2);
        Assert.Contains(_describer.EncodeEdits(quarter), edit =>
            edit.Edit == ImageEditKind.ZoomedOut && Likeness(edit.Vector, Look(dog)) > 0.4f
        );
        Assert.Contains(_describer.EncodeEdits(dog), edit =>
            edit.Edit == ImageEditKind.ZoomedIn && Likeness(edit.Vector, Look(quarter)) > 0.99f
        );
    }

    [Fact]
    public async Task A_blank_picture_looks_like_nothing_and_has_no_edits()
    {
        var black = await DetectionFootage.PaintedAsync("black", 320, 180);
        Assert.Null(_describer.Encode(black).Look);
        Assert.Empty(_describer.EncodeEdits(black));
    }

    private float[] Look(PixelBuffer picture) => _describer.Encode(picture).Look!;

    private static float Likeness(float[] one, float[] other) => TensorPrimitives.Dot<float>(one, other);

    private static PixelBuffer Mirror(PixelBuffer picture) => Map(picture, 0, 0, x => picture.Width - 1 - x);

    private static PixelBuffer Framed(PixelBuffer picture, int sides, int above) => Map(picture, sides, above, x => x);

    private static PixelBuffer Map(PixelBuffer picture, int sides, int above, Func<int, int> column)
    {
        var (width, height) = (picture.Width + (2 * sides), picture.Height + (2 * above));
        var to = new byte[width * height * 3];
        for (var at = 0; at < picture.Width * picture.Height; at++)
        {
            var (x, y) = (column(at % picture.Width) + sides, (at / picture.Width) + above);
            picture.Rgb.Span.Slice(at * 3, 3).CopyTo(to.AsSpan(((y * width) + x) * 3));
        }
        return new PixelBuffer(to, width, height);
    }
}
