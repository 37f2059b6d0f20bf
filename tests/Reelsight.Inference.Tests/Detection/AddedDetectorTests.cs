using Reelsight.Inference.Detection;
using Reelsight.Inference.Imaging;
using Reelsight.Inference.Packs;
using Reelsight.Inference.Tests.Packs;
using Reelsight.Inference.UserPacks;
using Reelsight.TestSupport;

namespace Reelsight.Inference.Tests.Detection;

[Collection(ModelPackCollection.Name)]
public sealed class AddedDetectorTests : IDisposable
{
    private readonly SmallUserPack _stores = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _stores.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_detector_of_the_owner_finds_the_objects_under_its_own_name_and_the_default_layers_stay()
    {
        using var before = ObjectDetector.Open(_stores.Store());
        Assert.Equal(ObjectDetector.DefaultName, before.Name);
        await AddAsync();

        using var detector = ObjectDetector.Open(_stores.Store());
        Assert.Equal("red-dogs", detector.Name);
        var red = detector.Detect(Plain(240, 10, 10));
        var dog = Assert.Single(red.Objects);
        Assert.Equal("dog", dog.Label);
        Assert.True(dog.Score > 0.99f);
        Assert.Equal((0.25f, 0.375f, 0.5f, 0.25f), (dog.Box.X, dog.Box.Y, dog.Box.Width, dog.Box.Height));
        Assert.Equal("cat", Assert.Single(dog.Alternatives).Label);
        Assert.Equal(CocoLabels.All.Count, red.ClassScores.Length);
        Assert.Equal(before.Detect(Plain(240, 10, 10)).LayerFeatures, red.LayerFeatures);
        Assert.Empty(detector.Detect(Plain(10, 10, 10)).Objects);

        Assert.True(await _stores.Store().UserPacks.RemoveAsync("red-dogs", default));
        using var after = ObjectDetector.Open(_stores.Store());
        Assert.Equal(ObjectDetector.DefaultName, after.Name);
    }

    [Fact]
    public async Task A_network_with_other_outputs_is_refused_and_the_detector_before_goes_on()
    {
        await AddAsync();
        SmallDetectorPack.Write(_folder.Combine("pack"), labels: 91);
        var refusal = await Assert.ThrowsAsync<ModelStoreException>(AddAsync);
        Assert.Contains("gives 273 logits for 3 boxes; each box needs 80", refusal.Message, StringComparison.Ordinal);
        using var detector = ObjectDetector.Open(_stores.Store());
        Assert.Equal("dog", Assert.Single(detector.Detect(Plain(240, 10, 10)).Objects).Label);
    }

    private async Task AddAsync()
    {
        var folder = _folder.Combine("pack");
        if (!Directory.Exists(folder))
        {
            SmallDetectorPack.Write(folder);
        }

        var store = _stores.Store();
        await store.UserPacks.AddAsync(folder, new UserPackCheck(store), default);
    }

    private static PixelBuffer Plain(byte red, byte green, byte blue) =>
        new(Enumerable.Repeat<byte[]>([red, green, blue], 40 * 30).SelectMany(pixel => pixel).ToArray(), 40, 30);
}
