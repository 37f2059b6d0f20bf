using System.Numerics.Tensors;
using Reelsight.Models.Objects;

namespace Reelsight.Models.Tests.Objects;

[Collection(ModelPackCollection.Name)]
public sealed class LookContrastTests(ModelPackFixture packs) : IDisposable
{
    private readonly ObjectDetector _detector = ObjectDetector.Open(packs.Store);

    public void Dispose() => _detector.Dispose();

    [Fact]
    public async Task Pictures_of_different_things_are_unlike_and_a_mirrored_one_is_like_itself()
    {
        var dog = await Footage.PhotoAsync("pic2/IMG_20200124_231153.jpg");
        var (look, mirrored) = (Look(dog), Look(Mirror(dog)));
        Assert.InRange(Likeness(look, mirrored), 0.8f, 1);
        foreach (var name in (string[])["pic1/IMG_1054.JPG", "pic1/IMG_20200827_231612.jpg", "pic2/IMG_20191224_234846.jpg"])
        {
            var other = Look(await Footage.PhotoAsync(name));
            Assert.True(TensorPrimitives.Dot<float>(look, other) > 0.8f, "By themselves, all vectors point the same way.");
            Assert.InRange(Likeness(look, other), -0.6f, 0.6f);
        }
    }

    [Fact]
    public void Nothing_stays_nothing_and_none_leaves_vectors_as_they_are()
    {
        Assert.All(LookContrast.OfPictures.Of(new float[1280]), value => Assert.Equal(0, value));
        Assert.Equal([0.6f, 0.8f], LookContrast.None.Of([0.6f, 0.8f]));
        Assert.Throws<ArgumentException>(() => LookContrast.OfPictures.Of([1f]));
    }

    private float[] Look(PixelBuffer picture) => _detector.Detect(picture).LookAlike;

    private static float Likeness(float[] one, float[] other) => TensorPrimitives.Dot<float>(LookContrast.OfPictures.Of(one), LookContrast.OfPictures.Of(other));

    private static PixelBuffer Mirror(PixelBuffer picture)
    {
        var from = picture.Rgb.Span;
        var to = new byte[from.Length];
        for (var at = 0; at < picture.Width * picture.Height; at++)
        {
            var mirrored = at / picture.Width * picture.Width + picture.Width - 1 - at % picture.Width;
            from.Slice(at * 3, 3).CopyTo(to.AsSpan(mirrored * 3));
        }
        return new PixelBuffer(to, picture.Width, picture.Height);
    }
}
