using Reelsight.Storage;
using static Reelsight.Search.Tests.Facts;

namespace Reelsight.Search.Tests;

[Collection(SharedPartsCollection.Name)]
public sealed class SnapshotTests(SharedParts parts)
{
    [Fact]
    public async Task A_video_is_found_as_soon_as_it_is_ready_and_gone_as_soon_as_it_is_deleted()
    {
        using var world = await World.CreateAsync(parts);
        await world.Engine.WarmUpAsync(CancellationToken.None);
        Assert.Empty((await world.SearchAsync("dog")).Moments);
        var first = await world.AddAsync("one.mp4", 10, [Object("dog", 1, 5)]);
        Assert.Equal(first, Assert.Single((await world.SearchAsync("dog")).Moments).VideoId);
        var second = await world.AddAsync("two.mp4", 10, [Object("dog", 1, 5)]);
        Assert.Equal([first, second], (await world.SearchAsync("dog")).Moments.Select(m => m.VideoId));
        await world.Stores.Videos.DeleteAsync(World.Tenant, world.IndexId, first, CancellationToken.None);
        Assert.Equal(second, Assert.Single((await world.SearchAsync("dog")).Moments).VideoId);
    }

    [Fact]
    public async Task A_content_described_anew_is_read_anew()
    {
        using var world = await World.CreateAsync(parts);
        var hash = world.NewHash();
        await world.AddAsync("one.mp4", 10, [Object("dog", 1, 5)], hash);
        Assert.Single((await world.SearchAsync("dog")).Moments);
        await world.Stores.Described.PutAsync(World.Tenant, hash, "2", world.Describe(10, [Object("cat", 1, 5)]), CancellationToken.None);
        Assert.Empty((await world.SearchAsync("dog")).Moments);
        Assert.Single((await world.SearchAsync("cat")).Moments);
    }

    [Fact]
    public async Task Other_indexes_and_tenants_are_never_searched()
    {
        using var world = await World.CreateAsync(parts);
        var other = await world.AddIndexAsync("other");
        await world.AddAsync("one.mp4", 10, [Object("dog", 1, 5), Said("a dog barks", 1, 3)], indexId: other);
        Assert.Empty((await world.SearchAsync("dog")).Moments);
        Assert.Empty((await world.SearchAsync("dog", with: q => q with { IndexId = other, TenantId = "tenant-b" })).Moments);
        Assert.NotEmpty((await world.SearchAsync("dog", with: q => q with { IndexId = other })).Moments);
    }

    [Fact]
    public async Task Videos_with_the_same_bytes_are_found_both()
    {
        using var world = await World.CreateAsync(parts);
        var hash = world.NewHash();
        var one = await world.AddAsync("one.mp4", 10, [Said("the zebra crossing", 1, 3)], hash);
        var two = await world.AddAsync("two.mp4", 10, [Said("the zebra crossing", 1, 3)], hash);
        Assert.Equal([one, two], (await world.SearchAsync("\"zebra crossing\"")).Moments.Select(m => m.VideoId));
        var filtered = await world.SearchAsync("the zebra crossing", Modalities.Transcription, q =>
            q with
            {
                Transcription = TranscriptionMatch.Semantic,
                Filter = new VideoFilter { Ids = [two] },
            }
        );
        Assert.Equal(two, Assert.Single(filtered.Moments).VideoId);
    }
}
