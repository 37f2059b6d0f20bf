using System.Numerics.Tensors;
using Reelsight.Models.Tests.Objects;

namespace Reelsight.Models.Tests.Pictures;

[Collection(ModelPackCollection.Name)]
public sealed class LookDescriberTests : IDisposable
{
    private readonly PictureFeatures _network;
    private readonly LookDescriber _describer;

    public LookDescriberTests(ModelPackFixture packs)
    {
        _network = PictureFeatures.Open(packs.Store);
        _describer = new LookDescriber(_network, LookSpace.Default);
    }

    public void Dispose() => _network.Dispose();

    [Fact]
    public async Task Pictures_of_different_things_are_unlike_and_a_mirrored_or_framed_one_is_like_itself()
    {
        var dog = await Footage.PhotoAsync("pic2/IMG_20200124_231153.jpg");
        var look = Look(dog);
        Assert.Equal(LookSpace.Dimensions, look.Length);
        Assert.Equal(1f, TensorPrimitives.Norm<float>(look), 1e-4f);
        Assert.InRange(Likeness(look, Look(Framed(dog, 40, 90))), 0.95f, 1);
        Assert.InRange(
            _describer.Edits(dog).Where(edit => edit.Edit == LookEdit.Mirrored).Max(edit => Likeness(edit.Vector, Look(Mirror(dog)))),
            0.99f,
            1
        );
        foreach (var name in (string[])["pic1/IMG_1054.JPG", "pic1/IMG_20200827_231612.jpg", "pic2/IMG_20191224_234846.jpg"])
        {
            var other = await Footage.PhotoAsync(name);
            Assert.True(
                _describer.Edits(other).Max(edit => Likeness(edit.Vector, look)) < 0.4f,
                "No edit of another photo reaches the floor of search."
            );
        }
    }

    [Fact]
    public async Task A_quarter_of_a_picture_finds_the_picture_and_the_picture_finds_its_quarter()
    {
        var dog = await Footage.PhotoAsync("pic2/IMG_20200124_231153.jpg");
        var quarter = Borders.Cut(dog, dog.Width / 4, dog.Height / 4, dog.Width / 2, dog.Height / 2);
        Assert.Contains(_describer.Edits(quarter), edit => edit.Edit == LookEdit.Wider && Likeness(edit.Vector, Look(dog)) > 0.4f);
        Assert.Contains(_describer.Edits(dog), edit => edit.Edit == LookEdit.Closer && Likeness(edit.Vector, Look(quarter)) > 0.99f);
    }

    [Fact]
    public async Task A_blank_picture_looks_like_nothing_and_has_no_edits()
    {
        var black = await Footage.PaintedAsync("black", 320, 180);
        Assert.Null(_describer.Describe(black).Look);
        Assert.Empty(_describer.Edits(black));
    }

    private float[] Look(PixelBuffer picture) => _describer.Describe(picture).Look!;

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
