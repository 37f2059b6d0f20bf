using System.Numerics.Tensors;
using Reelsight.Inference.Embeddings;
using Reelsight.Inference.Imaging;
using Reelsight.Inference.Tests.Detection;

namespace Reelsight.Inference.Tests.Embeddings;

[Collection(ModelPackCollection.Name)]
public sealed class ImageFeatureExtractorTests(ModelPackFixture packs) : IDisposable
{
    private readonly ImageFeatureExtractor _features = ImageFeatureExtractor.Open(packs.Store);

    public void Dispose() => _features.Dispose();

    [Fact]
    public async Task A_picture_gets_one_number_per_channel_and_none_below_zero()
    {
        var described = _features.Extract(await DetectionFootage.PhotoAsync("pic2/IMG_20200124_231153.jpg"));
        Assert.Equal(ImageFeatureExtractor.LayerSizes.Sum(), described.Length);
        Assert.True(TensorPrimitives.Min<float>(described) >= 0);
        Assert.All(ImageFeatureExtractor.LayerSizes.Select((size, i) => ImageFeatureExtractor.LayerSizes.Take(i).Sum()), start =>
            Assert.True(TensorPrimitives.Max<float>(described.AsSpan(start, 256)) > 0)
        );
    }

    [Fact]
    public async Task Pictures_of_the_same_dogs_are_nearer_than_a_dinner()
    {
        var dogs = _features.Extract(await DetectionFootage.PhotoAsync("pic1/IMG-20191006-WA0002.jpg"));
        var sameDogs = _features.Extract(await DetectionFootage.PhotoAsync("pic2/IMG_20200608_111614.jpg"));
        var dinner = _features.Extract(await DetectionFootage.PhotoAsync("pic2/IMG_20191224_234846.jpg"));
        Assert.True(TensorPrimitives.CosineSimilarity<float>(dogs, sameDogs) > TensorPrimitives.CosineSimilarity<float>(dogs, dinner));
    }

    [Fact]
    public async Task Upright_and_tiny_pictures_are_described_too()
    {
        Assert.Equal(ImageFeatureExtractor.LayerSizes.Sum(), _features.Extract(await DetectionFootage.PaintedAsync("red", 90, 160)).Length);
        Assert.Equal(ImageFeatureExtractor.LayerSizes.Sum(), _features.Extract(await DetectionFootage.PaintedAsync("red", 2, 2)).Length);
    }

    [Fact]
    public void A_picture_with_too_few_bytes_is_refused() =>
        Assert.Throws<ArgumentException>(() => _features.Extract(new PixelBuffer(new byte[10], 2, 2)));

    [Fact]
    public async Task Many_threads_get_the_same_answer()
    {
        var picture = await DetectionFootage.PhotoAsync("pic2/IMG_20191224_234846.jpg");
        var alone = _features.Extract(picture);
        var together = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _features.Extract(picture))));
        Assert.All(together, described => Assert.Equal(alone, described));
    }
}
