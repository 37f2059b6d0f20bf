using Reelsight.Storage.Stores;
using static Reelsight.Search.Tests.SampleEvidence;

namespace Reelsight.Search.Tests.Snapshots;

[Collection(SharedModelsCollection.Name)]
public sealed class IndexSnapshotTests(SharedModels models)
{
    [Fact]
    public async Task A_video_is_found_as_soon_as_it_is_ready_and_gone_as_soon_as_it_is_deleted()
    {
        using var testBed = await SearchTestBed.CreateAsync(models);
        await testBed.WarmUp.WarmUpAsync(CancellationToken.None);
        Assert.Empty((await testBed.SearchAsync("dog")).Moments);
        var first = await testBed.AddAsync("one.mp4", 10, [CreateObject("dog", 1, 5)]);
        Assert.Equal(first, Assert.Single((await testBed.SearchAsync("dog")).Moments).VideoId);
        var second = await testBed.AddAsync("two.mp4", 10, [CreateObject("dog", 1, 5)]);
        Assert.Equal([first, second], (await testBed.SearchAsync("dog")).Moments.Select(m => m.VideoId));
        await testBed.Stores.Videos.DeleteAsync(SearchTestBed.Tenant, testBed.IndexId, first, CancellationToken.None);
        Assert.Equal(second, Assert.Single((await testBed.SearchAsync("dog")).Moments).VideoId);
    }

    [Fact]
    public async Task A_content_described_anew_is_read_anew()
    {
        using var testBed = await SearchTestBed.CreateAsync(models);
        var hash = testBed.CreateHash();
        await testBed.AddAsync("one.mp4", 10, [CreateObject("dog", 1, 5)], hash);
        Assert.Single((await testBed.SearchAsync("dog")).Moments);
        await testBed.Stores.Descriptions.PutAsync(
            SearchTestBed.Tenant,
            hash,
            "2",
            testBed.CreateDescription(10, [CreateObject("cat", 1, 5)]),
            CancellationToken.None
        );
        Assert.Empty((await testBed.SearchAsync("dog")).Moments);
        Assert.Single((await testBed.SearchAsync("cat")).Moments);
    }

    [Fact]
    public async Task Other_indexes_and_tenants_are_never_searched()
    {
        using var testBed = await SearchTestBed.CreateAsync(models);
        var other = await testBed.AddIndexAsync("other");
        await testBed.AddAsync("one.mp4", 10, [CreateObject("dog", 1, 5), CreateSpeech("a dog barks", 1, 3)], indexId: other);
        Assert.Empty((await testBed.SearchAsync("dog")).Moments);
        Assert.Empty((await testBed.SearchAsync("dog", with: q => q with { IndexId = other, TenantId = "tenant-b" })).Moments);
        Assert.NotEmpty((await testBed.SearchAsync("dog", with: q => q with { IndexId = other })).Moments);
    }

    [Fact]
    public async Task Videos_with_the_same_bytes_are_found_both()
    {
        using var testBed = await SearchTestBed.CreateAsync(models);
        var hash = testBed.CreateHash();
        var one = await testBed.AddAsync("one.mp4", 10, [CreateSpeech("the zebra crossing", 1, 3)], hash);
        var two = await testBed.AddAsync("two.mp4", 10, [CreateSpeech("the zebra crossing", 1, 3)], hash);
        Assert.Equal([one, two], (await testBed.SearchAsync("\"zebra crossing\"")).Moments.Select(m => m.VideoId));
        var filtered = await testBed.SearchAsync("the zebra crossing", Modalities.Transcription, q =>
            q with
            {
                Transcription = TranscriptionMatch.Semantic,
                Filter = new VideoFilter { Ids = [two] },
            }
        );
        Assert.Equal(two, Assert.Single(filtered.Moments).VideoId);
    }
}
