using Reelsight.Core.Errors;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Storage.Tests.Stores;

public abstract class IndexStoreContract : StoreContract
{
    [Fact]
    public async Task An_index_reads_back_as_it_was_written()
    {
        var index = await AddIndexAsync(
            "films",
            models: [new IndexModel("marengo3.0", ["visual"]), new IndexModel("pegasus1.2", ["visual", "audio"])]
        );

        var found = await Stores.Indexes.FindAsync(Tenant, index.Id, None);

        Assert.Equivalent(index, found, strict: true);
    }

    [Fact]
    public async Task A_name_is_unique_within_a_tenant_and_free_for_others()
    {
        await AddIndexAsync("films");
        var second = await AddIndexAsync("series");
        await AddIndexAsync("films", Other);

        await Assert.ThrowsAsync<DuplicateNameException>(() => AddIndexAsync("films"));
        await Assert.ThrowsAsync<DuplicateNameException>(() => Stores.Indexes.RenameAsync(Tenant, second.Id, "films", Now, None));
        Assert.True(await Stores.Indexes.RenameAsync(Tenant, second.Id, "serials", Now, None));
        Assert.Equal("serials", (await Stores.Indexes.FindAsync(Tenant, second.Id, None))!.Name);
    }

    [Fact]
    public async Task Nothing_of_one_tenant_is_seen_or_changed_by_another()
    {
        var index = await AddIndexAsync("films");
        var video = await AddVideoAsync(index, CreateHash(1));
        await Stores.Descriptions.PutAsync(Tenant, CreateHash(1), "v1", CreateDescription("hello"), None);

        Assert.Null(await Stores.Indexes.FindAsync(Other, index.Id, None));
        Assert.Null(Stores.Indexes.FindRevision(Other, index.Id));
        Assert.Empty((await Stores.Indexes.ListAsync(Other, new IndexQuery(new PageWindow(1, 10), SortOrder.NewestFirst), None)).Rows);
        Assert.False(await Stores.Indexes.RenameAsync(Other, index.Id, "mine", Now, None));
        Assert.False(await Stores.Indexes.DeleteAsync(Other, index.Id, None));
        Assert.Null(await Stores.Assets.FindAsync(Other, video.AssetId, None));
        Assert.False(await Stores.Assets.DeleteAsync(Other, video.AssetId, true, Now, None));
        Assert.Null(await Stores.Videos.FindAsync(Other, null, video.Id, None));
        Assert.Equal(
            0,
            (await Stores.Videos.ListAsync(Other, index.Id, new VideoFilter(), SortOrder.NewestFirst, new PageWindow(1, 10), None)).Total
        );
        Assert.False(await Stores.Videos.UpdateAsync(video with { TenantId = Other }, null, None));
        Assert.False(await Stores.Videos.DeleteAsync(Other, index.Id, video.Id, None));
        Assert.Null(await Stores.Descriptions.FindAsync(Other, CreateHash(1), None));
        Assert.Empty(Stores.Descriptions.SearchWords(Other, index.Id, Words("hello"), 10));
        Assert.NotNull(await Stores.Videos.FindAsync(Tenant, index.Id, video.Id, None));
    }

    [Fact]
    public async Task Counts_and_durations_are_those_of_ready_videos()
    {
        var index = await AddIndexAsync("films");
        var first = await AddVideoAsync(index, with: v => v with { DurationSec = 0.1 });
        await AddVideoAsync(index, with: v => v with { DurationSec = 0.2 });
        var third = await AddVideoAsync(index, status: VideoStatus.Indexing, with: v => v with { DurationSec = 7 });

        await Expect(2, 0.3);
        await Stores.Videos.UpdateAsync(third with { Status = VideoStatus.Ready, DurationSec = 8 }, null, None);
        await Expect(3, 8.3);
        await Stores.Videos.DeleteAsync(Tenant, index.Id, first.Id, None);
        await Expect(2, 8.2);

        async Task Expect(int count, double duration)
        {
            var listed = Assert.Single(
                (await Stores.Indexes.ListAsync(Tenant, new IndexQuery(new PageWindow(1, 10), SortOrder.NewestFirst), None)).Rows
            );
            Assert.Equal((count, duration), (listed.VideoCount, listed.TotalDurationSec));
        }
    }

    [Fact]
    public async Task A_list_can_be_narrowed_by_name_family_options_and_dates()
    {
        var films = await AddIndexAsync(
            "films",
            models: [new IndexModel("marengo3.0", ["visual"]), new IndexModel("pegasus1.2", ["audio"])]
        );
        Clock.Advance(TimeSpan.FromHours(1));
        var series = await AddIndexAsync("series", models: [new IndexModel("marengo3.0", ["visual"])]);
        var query = new IndexQuery(new PageWindow(1, 10), SortOrder.NewestFirst);

        await Expect(query, series, films);
        await Expect(query with { Name = "films" }, films);
        await Expect(query with { ModelFamily = "pegasus" }, films);
        await Expect(query with { ModelFamily = "%" });
        await Expect(query with { ModelOptions = ["audio", "visual"] }, films);
        await Expect(query with { ModelOptions = ["visual"] }, series, films);
        await Expect(query with { CreatedFrom = Now }, series);
        await Expect(query with { Sort = new SortOrder(SortField.CreatedAt, false) }, films, series);

        async Task Expect(IndexQuery asked, params IndexRecord[] expected)
        {
            var page = await Stores.Indexes.ListAsync(Tenant, asked, None);
            Assert.Equal(expected.Select(i => i.Id), page.Rows.Select(i => i.Id));
            Assert.Equal(expected.Length, page.Total);
        }
    }

    [Fact]
    public async Task The_index_of_a_knowledge_store_is_found_but_in_no_list()
    {
        var films = await AddIndexAsync("films");
        var store = films with { Id = Stores.Ids.Next(KnowledgeStoreRecord.IdPrefix), Name = "of a store" };
        await Stores.Indexes.AddAsync(store, None);

        var page = await Stores.Indexes.ListAsync(Tenant, new IndexQuery(new PageWindow(1, 10), SortOrder.NewestFirst), None);

        Assert.Equal([films.Id], page.Rows.Select(i => i.Id));
        Assert.Equal(1, page.Total);
        Assert.True((await Stores.Indexes.FindAsync(Tenant, store.Id, None))!.IsKnowledgeStore);
        Assert.Equal(2, (await Stores.Indexes.ListAllAsync(None)).Count);
    }

    [Fact]
    public async Task The_revision_grows_with_every_change_that_search_would_see_and_with_no_other()
    {
        var index = await AddIndexAsync("films");
        var elsewhere = await AddIndexAsync("series");
        var video = await AddVideoAsync(index, CreateHash(1), VideoStatus.Queued);

        await Unchanged(() => Stores.Videos.UpdateAsync(video with { Status = VideoStatus.Indexing }, null, None));
        await Unchanged(() => Stores.Descriptions.PutAsync(Tenant, CreateHash(1), "v1", CreateDescription("one"), None));
        await Grows(() => Stores.Videos.UpdateAsync(video with { Status = VideoStatus.Ready }, null, None));
        await Grows(() => Stores.Descriptions.PutAsync(Tenant, CreateHash(1), "v2", CreateDescription("two"), None));
        await Grows(() => Stores.Videos.UpdateMetadataAsync(Tenant, index.Id, video.Id, "A title", null, Now, None));
        await Grows(() => Stores.Videos.UpdateAsync(video with { Status = VideoStatus.Failed }, null, None));
        await Grows(() => Stores.Videos.UpdateAsync(video with { Status = VideoStatus.Ready }, null, None));
        await Grows(() => Stores.Videos.DeleteAsync(Tenant, index.Id, video.Id, None));
        Assert.Equal(0, Stores.Indexes.FindRevision(Tenant, elsewhere.Id));

        async Task Grows(Func<Task> change)
        {
            var before = Stores.Indexes.FindRevision(Tenant, index.Id);
            await change();
            Assert.True(Stores.Indexes.FindRevision(Tenant, index.Id) > before);
        }

        async Task Unchanged(Func<Task> change)
        {
            var before = Stores.Indexes.FindRevision(Tenant, index.Id);
            await change();
            Assert.Equal(before, Stores.Indexes.FindRevision(Tenant, index.Id));
        }
    }

    [Fact]
    public async Task Deleting_an_index_takes_its_videos_tasks_and_jobs_but_not_the_assets()
    {
        var index = await AddIndexAsync("films");
        var asset = NewAsset(CreateHash(1));
        var video = NewVideo(index, asset, VideoStatus.Queued);
        var task = NewTask(video);
        await Stores.Videos.AddWithAssetAsync(asset, video, task, CreateJob(video), None);
        await Stores.Descriptions.PutAsync(Tenant, CreateHash(1), "v1", CreateDescription("hello"), None);

        Assert.True(await Stores.Indexes.DeleteAsync(Tenant, index.Id, None));
        Assert.False(await Stores.Indexes.DeleteAsync(Tenant, index.Id, None));

        Assert.Null(await Stores.Videos.FindAsync(Tenant, null, video.Id, None));
        Assert.Null(await Stores.IndexingTasks.FindAsync(Tenant, task.Id, None));
        Assert.Null(await Stores.Descriptions.FindAsync(Tenant, CreateHash(1), None));
        Assert.Equal(0, await Stores.Queue.CountAsync(None));
        Assert.NotNull(await Stores.Assets.FindAsync(Tenant, asset.Id, None));
        Assert.Empty(await Stores.Indexes.ListAllAsync(None));
    }
}
