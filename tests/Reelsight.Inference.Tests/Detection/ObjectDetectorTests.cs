using System.Numerics.Tensors;
using Reelsight.Inference.Detection;
using Reelsight.Inference.Imaging;

namespace Reelsight.Inference.Tests.Detection;

[Collection(ModelPackCollection.Name)]
public sealed class ObjectDetectorTests(ModelPackFixture packs) : IDisposable
{
    private readonly ObjectDetector _detector = ObjectDetector.Open(packs.Store);

    public void Dispose() => _detector.Dispose();

    [Fact]
    public void There_are_80_labels_in_the_order_of_the_data_set()
    {
        Assert.Equal(80, CocoLabels.All.Count);
        Assert.Equal("person", CocoLabels.All[0]);
        Assert.Equal("toothbrush", CocoLabels.All[79]);
        Assert.Equal("vehicle", CocoLabels.GetCategory("bus"));
        Assert.Equal("food", CocoLabels.GetCategory("broccoli"));
    }

    [Fact]
    public async Task A_dog_lying_on_a_floor_is_found_where_it_lies()
    {
        var found = _detector.Detect(await DetectionFootage.PhotoAsync("pic2/IMG_20200124_231153.jpg"));
        var dog = Assert.Single(found.Objects, seen => seen.Label == "dog");
        Assert.InRange(dog.Score, 0.8f, 1f);
        Assert.True(dog.Box.IntersectionOverUnion(new BoundingBox(0.08f, 0.18f, 0.88f, 0.72f)) > 0.8f, $"{dog.Box}");
        Assert.Equal(dog.Score, found.ClassScores[CocoLabels.All.ToList().IndexOf("dog")], 1e-5f);
    }

    [Fact]
    public async Task Two_dogs_are_two_dogs()
    {
        var found = _detector.Detect(await DetectionFootage.PhotoAsync("pic1/IMG-20191006-WA0002.jpg"));
        Assert.Equal(2, found.Objects.Count(seen => seen.Label == "dog"));
    }

    [Fact]
    public async Task Small_cars_in_a_city_seen_from_afar_are_found()
    {
        var found = _detector.Detect(await DetectionFootage.PhotoAsync("pic1/IMG_1054.JPG"));
        Assert.True(found.Objects.Count(seen => seen.Label == "car") >= 10);
    }

    [Fact]
    public async Task An_even_picture_shows_nothing()
    {
        Assert.Empty(_detector.Detect(await DetectionFootage.PaintedAsync("gray", 640, 360)).Objects);
        Assert.Empty(_detector.Detect(await DetectionFootage.PaintedAsync("black", 2, 2)).Objects);
    }

    [Fact]
    public async Task The_layers_are_those_of_the_first_look()
    {
        var photo = await DetectionFootage.PhotoAsync("pic1/IMG_1054.JPG");
        using var once = ObjectDetector.Open(packs.Store, new ObjectDetectorOptions { UseSecondPass = false });
        var layers = _detector.Detect(photo).LayerFeatures;
        Assert.Equal(ObjectDetector.LayerSizes.Sum(), layers.Length);
        Assert.True(TensorPrimitives.Min<float>(layers) >= 0 && TensorPrimitives.Max<float>(layers) <= 6);
        Assert.Equal(once.Detect(photo).LayerFeatures, layers);
    }

    [Fact]
    public void A_picture_with_too_few_bytes_is_refused() =>
        Assert.Throws<ArgumentException>(() => _detector.Detect(new PixelBuffer(new byte[10], 2, 2)));

    [Fact]
    public async Task Many_threads_get_the_same_answer()
    {
        var picture = await DetectionFootage.PhotoAsync("pic2/IMG_20200124_231153.jpg");
        var expected = _detector.Detect(picture);
        Parallel.For(0, 8, _ => Assert.Equal(Places(expected), Places(_detector.Detect(picture))));

        static IEnumerable<(string, float, BoundingBox)> Places(FrameDetections found) =>
            found.Objects.Select(o => (o.Label, o.Score, o.Box));
    }
}
