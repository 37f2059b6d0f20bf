using Reelsight.Core.Errors;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Storage.Tests.Stores;

/// <summary>Assets, stage outputs, descriptions, search pages and keys.</summary>
public abstract class AssetStoreContract : StoreContract
{
    [Fact]
    public async Task Assets_can_be_narrowed_by_id_type_and_part_of_the_name()
    {
        var film = NewAsset(filename: "Ärger im Film.MP4");
        Clock.Advance(TimeSpan.FromSeconds(1));
        var sound = NewAsset(filename: "song.mp3") with { FileType = "audio/mpeg" };
        await Stores.Assets.AddAsync(film, null, None);
        await Stores.Assets.AddAsync(sound, null, None);
        var query = new AssetQuery(new PageWindow(1, 10));

        await Expect(query, sound, film);
        await Expect(query with { Ids = [film.Id, "gone"] }, film);
        await Expect(query with { Types = ["audio", "image"] }, sound);
        await Expect(query with { FilenameContains = "ärger" }, film);
        await Expect(query with { FilenameContains = "%" });

        async Task Expect(AssetQuery asked, params AssetRecord[] expected)
        {
            var page = await Stores.Assets.ListAsync(Tenant, asked, None);
            Assert.Equal(expected, page.Rows);
            Assert.Equal(expected.Length, page.Total);
        }
    }

    [Fact]
    public async Task An_asset_in_use_is_deleted_only_along_with_its_videos()
    {
        var index = await AddIndexAsync("films");
        var video = await AddVideoAsync(index, CreateHash(1));
        var before = Stores.Indexes.FindRevision(Tenant, index.Id);

        Assert.Equal(1, (await Stores.Videos.ListByAssetAsync(Tenant, video.AssetId, new(1, 10), None)).Total);
        await Assert.ThrowsAsync<AssetInUseException>(() => Stores.Assets.DeleteAsync(Tenant, video.AssetId, false, Now, None));
        Assert.True(await Stores.Assets.DeleteAsync(Tenant, video.AssetId, true, Now, None));

        Assert.False(await Stores.Assets.DeleteAsync(Tenant, video.AssetId, true, Now, None));
        Assert.Null(await Stores.Videos.FindAsync(Tenant, null, video.Id, None));
        Assert.True(Stores.Indexes.FindRevision(Tenant, index.Id) > before);
    }

    [Fact]
    public async Task An_asset_whose_id_is_taken_is_not_added_and_neither_is_its_job()
    {
        var asset = NewAsset(CreateHash(1));
        Assert.True(await Stores.Assets.AddAsync(asset, null, None));
        Assert.False(
            await Stores.Assets.AddAsync(asset with { Filename = "other.mp4" }, new JobRequest(Tenant, "prepare_asset", asset.Id), None)
        );
        Assert.Equal(asset, await Stores.Assets.FindAsync(Tenant, asset.Id, None));
        Assert.Equal(0, await Stores.Queue.CountAsync(None));
    }

    [Fact]
    public async Task User_metadata_of_an_asset_changes_on_its_own_and_a_worker_that_writes_the_rest_leaves_it()
    {
        var asset = NewAsset(CreateHash(1));
        await Stores.Assets.AddAsync(asset, null, None);
        var later = Now.AddHours(1);

        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ =>
                    Task.Run(() =>
                        Stores.Assets.UpdateUserMetadataAsync(
                            Tenant,
                            asset.Id,
                            stored => $"[{(stored is null ? 0 : int.Parse(stored[1..^1])) + 1}]",
                            later,
                            None
                        )
                    )
                )
        );
        Assert.True(await Stores.Assets.UpdateAsync(asset with { Filename = "new.mp4", UpdatedAt = later }, None));

        Assert.Equal(
            asset with
            {
                Filename = "new.mp4",
                UserMetadataJson = "[8]",
                UpdatedAt = later,
            },
            await Stores.Assets.FindAsync(Tenant, asset.Id, None)
        );
        Assert.False(await Stores.Assets.UpdateUserMetadataAsync(Other, asset.Id, _ => "{}", later, None));
    }

    [Fact]
    public async Task Totals_follow_what_comes_changes_and_goes()
    {
        var (films, others) = (await AddIndexAsync("films"), await AddIndexAsync("others"));
        List<IndexingTaskRecord> tasks = [];
        foreach (var index in new[] { films, films, others })
        {
            var video = NewVideo(index, NewAsset(), VideoStatus.Pending);
            var task = NewTask(video);
            await Stores.Videos.AddWithAssetAsync(NewAsset() with { Id = video.AssetId }, video, task, CreateJob(video), None);
            tasks.Add(task);
        }
        await CountedAsync(tasks: 3, queued: 3, ofFilms: 2, assets: 3, sounds: 0);

        var first = (await Stores.Videos.FindAsync(Tenant, films.Id, tasks[0].VideoId, None))!;
        await Stores.Videos.UpdateAsync(first with { Status = VideoStatus.Ready }, IndexingTaskStatus.Ready, None);
        var asset = (await Stores.Assets.FindAsync(Tenant, first.AssetId, None))!;
        await Stores.Assets.UpdateAsync(asset with { FileType = "audio/mpeg" }, None);
        await CountedAsync(tasks: 3, queued: 2, ofFilms: 2, assets: 3, sounds: 1);

        await Stores.IndexingTasks.DeleteAsync(Tenant, tasks[1].Id, None);
        await Stores.Indexes.DeleteAsync(Tenant, others.Id, None);
        await Stores.Assets.DeleteAsync(Tenant, asset.Id, true, Now, None);
        await CountedAsync(tasks: 1, queued: 0, ofFilms: 1, assets: 2, sounds: 0);

        async Task CountedAsync(int tasks, int queued, int ofFilms, int assets, int sounds)
        {
            var all = new IndexingTaskQuery(new PageWindow(1, 1), SortOrder.NewestFirst);
            Assert.Equal(tasks, (await Stores.IndexingTasks.ListAsync(Tenant, all, None)).Total);
            Assert.Equal(
                queued,
                (await Stores.IndexingTasks.ListAsync(Tenant, all with { Statuses = [IndexingTaskStatus.Queued] }, None)).Total
            );
            Assert.Equal(ofFilms, (await Stores.IndexingTasks.ListAsync(Tenant, all with { IndexId = films.Id }, None)).Total);
            Assert.Equal(assets, (await Stores.Assets.ListAsync(Tenant, new AssetQuery(new PageWindow(1, 1)), None)).Total);
            Assert.Equal(
                sounds,
                (await Stores.Assets.ListAsync(Tenant, new AssetQuery(new PageWindow(1, 1)) { Types = ["audio"] }, None)).Total
            );
            Assert.Equal(0, (await Stores.IndexingTasks.ListAsync(Other, all, None)).Total);
        }
    }

    [Fact]
    public async Task What_was_indexed_from_an_asset_is_listed_with_its_index_newest_first()
    {
        var (films, trailers) = (await AddIndexAsync("films"), await AddIndexAsync("trailers"));
        var first = await AddVideoAsync(films, CreateHash(1));
        Clock.Advance(TimeSpan.FromSeconds(1));
        var second = NewVideo(trailers, NewAsset(CreateHash(1)) with { Id = first.AssetId }, VideoStatus.Failed);
        await Stores.Videos.AddAsync(second, null, CreateJob(second), None);
        await AddVideoAsync(films, CreateHash(2));

        var page = await Stores.Videos.ListByAssetAsync(Tenant, first.AssetId, new PageWindow(1, 10), None);
        Assert.Equal([new(second.Id, trailers.Id, "trailers"), new(first.Id, films.Id, "films")], page.Rows);
        Assert.Equal(2, page.Total);
        Assert.Equal(
            first.Id,
            Assert.Single((await Stores.Videos.ListByAssetAsync(Tenant, first.AssetId, new PageWindow(2, 1), None)).Rows).Id
        );
        Assert.Empty((await Stores.Videos.ListByAssetAsync(Other, first.AssetId, new PageWindow(1, 10), None)).Rows);
    }

    [Fact]
    public async Task What_is_known_of_a_content_stays_as_long_as_somebody_needs_it()
    {
        var index = await AddIndexAsync("films");
        var first = await AddVideoAsync(index, CreateHash(1));
        var second = await AddVideoAsync(index, CreateHash(1));
        await Stores.Descriptions.PutAsync(Tenant, CreateHash(1), "v1", CreateDescription("hello there"), None);
        await Stores.Descriptions.PutAsync(Other, CreateHash(1), "v1", CreateDescription("hello there"), None);
        await Stores.StageOutputs.PutAsync(Tenant, CreateHash(1), "probe", "1", [1], None);

        await Stores.Videos.DeleteAsync(Tenant, index.Id, first.Id, None);
        Assert.Single(Stores.Descriptions.SearchWords(Tenant, index.Id, Words("hello"), 10));
        await Stores.Videos.DeleteAsync(Tenant, index.Id, second.Id, None);
        Assert.Null(await Stores.Descriptions.FindAsync(Tenant, CreateHash(1), None));
        Assert.NotNull(await Stores.Descriptions.FindAsync(Other, CreateHash(1), None));
        Assert.NotNull(await Stores.StageOutputs.FindAsync(Tenant, CreateHash(1), "probe", "1", None));

        await Stores.Assets.DeleteAsync(Tenant, first.AssetId, false, Now, None);
        Assert.False(await Stores.Assets.DeleteUnusedContentAsync(Tenant, CreateHash(1), None));
        await Stores.Assets.DeleteAsync(Tenant, second.AssetId, false, Now, None);
        Assert.True(await Stores.Assets.DeleteUnusedContentAsync(Tenant, CreateHash(1), None));
        Assert.Null(await Stores.StageOutputs.FindAsync(Tenant, CreateHash(1), "probe", "1", None));
    }

    [Fact]
    public async Task A_stage_output_is_immutable_and_versions_lie_side_by_side()
    {
        await Stores.StageOutputs.PutAsync(Tenant, CreateHash(1), "probe", "1", [1], None);
        await Stores.StageOutputs.PutAsync(Tenant, CreateHash(1), "probe", "1", [2], None);
        await Stores.StageOutputs.PutAsync(Tenant, CreateHash(1), "probe", "2", [], None);

        Assert.Equal(new byte[] { 1 }, await Stores.StageOutputs.FindAsync(Tenant, CreateHash(1), "probe", "1", None));
        Assert.Equal(Array.Empty<byte>(), await Stores.StageOutputs.FindAsync(Tenant, CreateHash(1), "probe", "2", None));
        Assert.Null(await Stores.StageOutputs.FindAsync(Tenant, CreateHash(1), "probe", "3", None));
        Assert.Null(await Stores.StageOutputs.FindAsync(Other, CreateHash(1), "probe", "1", None));
    }

    [Fact]
    public async Task Search_pages_last_until_they_expire()
    {
        await Stores.SearchPages.PutAsync(Tenant, "token", [1, 2], Now.AddMinutes(5), None);

        var (results, expires) = (await Stores.SearchPages.FindAsync(Tenant, "token", Now, None))!.Value;
        Assert.Equal([1, 2], results);
        Assert.Equal(Now.AddMinutes(5), expires);
        Assert.Null(await Stores.SearchPages.FindAsync(Other, "token", Now, None));
        Assert.Null(await Stores.SearchPages.FindAsync(Tenant, "token", expires, None));
        await Stores.SearchPages.PurgeAsync(expires, None);
        Assert.Null(await Stores.SearchPages.FindAsync(Tenant, "token", Now, None));
    }
}
