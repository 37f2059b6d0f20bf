using Reelsight.Core.Errors;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Storage.Tests.Stores;

public abstract class VideoStoreContract : StoreContract
{
    private static readonly PageWindow Ten = new(1, 10);

    [Fact]
    public async Task An_asset_a_video_and_a_task_read_back_as_they_were_written()
    {
        var index = await AddIndexAsync("films");
        var asset = NewAsset(CreateHash(1)) with
        {
            Method = AssetMethod.Url,
            Status = AssetStatus.Failed,
            SourceUrl = "https://media.example/clip.mp4",
            SizeBytes = 5_000_000_000,
            DurationSec = 1d / 3,
            Fps = 23.976023976,
            Width = 1920,
            Height = 1080,
            TechnicalMetadataJson = """{"video":{"codec":"h264"}}""",
            UserMetadataJson = """{"a":1}""",
            Hls = ArtefactStatus.Processing,
            Thumbnail = ArtefactStatus.Ready,
            Failure = new Failure("code", "A sentence."),
        };
        var video = NewVideo(index, asset, VideoStatus.Failed) with
        {
            Title = "A title",
            EnableVideoStream = true,
            Hls = ArtefactStatus.Error,
            UserMetadataJson = """{"b":true}""",
            Failure = new Failure("other", "Another sentence."),
            IndexedAt = Now.AddTicks(1),
        };
        var task = NewTask(video) with { DurationSec = 0.1, Width = 10, Height = 20, Failure = video.Failure };
        await Stores.Videos.AddWithAssetAsync(asset, video, task, CreateJob(video), None);
        Restart();

        Assert.Equal(asset, await Stores.Assets.FindAsync(Tenant, asset.Id, None));
        Assert.Equal(video, await Stores.Videos.FindAsync(Tenant, index.Id, video.Id, None));
        Assert.Equal(video, await Stores.Videos.FindAsync(Tenant, null, video.Id, None));
        Assert.Null(await Stores.Videos.FindAsync(Tenant, "another index", video.Id, None));
        Assert.Equal(task, await Stores.IndexingTasks.FindAsync(Tenant, task.Id, None));
        Assert.Equal(1, await Stores.Queue.CountAsync(None));
    }

    [Fact]
    public async Task A_video_of_a_missing_index_leaves_nothing_behind()
    {
        var asset = NewAsset();
        var gone = new IndexRecord
        {
            Id = "gone",
            TenantId = Tenant,
            Name = "gone",
            Models = [],
            Addons = [],
            CreatedAt = Now,
            UpdatedAt = Now,
        };
        var video = NewVideo(gone, asset);

        await Assert.ThrowsAsync<ParentMissingException>(() =>
            Stores.Videos.AddWithAssetAsync(asset, video, NewTask(video), CreateJob(video), None)
        );

        Assert.Null(await Stores.Assets.FindAsync(Tenant, asset.Id, None));
        Assert.Equal(0, await Stores.Queue.CountAsync(None));
    }

    [Fact]
    public async Task A_task_follows_its_video_and_outlives_it()
    {
        var index = await AddIndexAsync("films");
        var asset = NewAsset(CreateHash(1));
        var video = NewVideo(index, asset, VideoStatus.Queued);
        var task = NewTask(video);
        await Stores.Videos.AddWithAssetAsync(asset, video, task, CreateJob(video), None);
        var failed = video with
        {
            Status = VideoStatus.Failed,
            DurationSec = 9,
            Failure = new Failure("code", "Why."),
            UpdatedAt = Now.AddSeconds(5),
        };

        Assert.True(await Stores.Videos.UpdateAsync(failed, IndexingTaskStatus.Failed, None));
        Assert.True(await Stores.Videos.DeleteAsync(Tenant, index.Id, video.Id, None));

        var expected = task with
        {
            Status = IndexingTaskStatus.Failed,
            DurationSec = 9,
            Width = 1280,
            Height = 720,
            Failure = failed.Failure,
            UpdatedAt = failed.UpdatedAt,
        };
        Assert.Equal(expected, await Stores.IndexingTasks.FindAsync(Tenant, task.Id, None));
        Assert.False(await Stores.Videos.UpdateAsync(failed, null, None));
        Assert.True(await Stores.IndexingTasks.DeleteAsync(Tenant, task.Id, None));
        Assert.False(await Stores.IndexingTasks.DeleteAsync(Tenant, task.Id, None));
    }

    [Fact]
    public async Task Pages_cover_a_list_once_even_when_everything_was_made_at_the_same_instant()
    {
        var index = await AddIndexAsync("films");
        var ids = new List<string>();
        for (var i = 0; i < 25; i++)
        {
            ids.Add((await AddVideoAsync(index)).Id);
        }

        var pages = new List<Page<VideoRecord>>();
        for (var number = 1; number <= 4; number++)
        {
            pages.Add(await ListAsync(index, new VideoFilter(), new PageWindow(number, 10)));
        }

        Assert.Equal([10, 10, 5, 0], pages.Select(page => page.Rows.Count));
        Assert.All(pages, page => Assert.Equal(25, page.Total));
        Assert.Equal(ids.OrderDescending(StringComparer.Ordinal), pages.SelectMany(page => page.Rows).Select(video => video.Id));
    }

    [Fact]
    public async Task A_filter_keeps_exactly_the_videos_for_which_every_condition_holds()
    {
        var index = await AddIndexAsync("films");
        var plain = await AddVideoAsync(index);
        var queued = await AddVideoAsync(index, status: VideoStatus.Queued);
        Clock.Advance(TimeSpan.FromHours(1));
        var large = await AddVideoAsync(index, with: v =>
            v with
            {
                Width = 3840,
                Height = 2160,
                Fps = 60,
                DurationSec = 100,
                SizeBytes = 9_000_000_000,
                Filename = "large.mp4",
            }
        );

        await Expect(new VideoFilter(), plain, large);
        await Expect(new VideoFilter { Statuses = [VideoStatus.Queued] }, queued);
        await Expect(new VideoFilter { Statuses = [VideoStatus.Queued, VideoStatus.Ready] }, plain, queued, large);
        await Expect(new VideoFilter { Statuses = [] });
        await Expect(new VideoFilter { Ids = [plain.Id, queued.Id] }, plain);
        await Expect(new VideoFilter { Filename = "large.mp4" }, large);
        await Expect(new VideoFilter { Filename = "LARGE.mp4" });
        await Expect(new VideoFilter { Width = new NumberRange(3840, null) }, large);
        await Expect(new VideoFilter { Height = new NumberRange(null, 720) }, plain);
        await Expect(new VideoFilter { Fps = new NumberRange(29.97, 29.97) }, plain);
        await Expect(new VideoFilter { DurationSec = new NumberRange(12.5, 100) }, plain, large);
        await Expect(new VideoFilter { SizeBytes = new NumberRange(8e9, null) }, large);
        await Expect(new VideoFilter { CreatedFrom = Now }, large);
        await Expect(new VideoFilter { UpdatedFrom = Now.AddTicks(1) });
        await Expect(new VideoFilter { Width = new NumberRange(3840, null), Filename = "clip.mp4" });

        async Task Expect(VideoFilter filter, params VideoRecord[] expected)
        {
            var page = await ListAsync(index, filter, Ten);
            Assert.Equal(expected.Select(v => v.Id).Order(), page.Rows.Select(v => v.Id).Order());
            Assert.Equal(expected.Length, page.Total);
            Assert.Equal(
                expected.Select(v => v.Id).Order(),
                (await Stores.Videos.ListAllAsync(Tenant, index.Id, filter, None)).Select(v => v.Id).Order()
            );
        }
    }

    [Fact]
    public async Task User_metadata_is_compared_with_its_type()
    {
        var index = await AddIndexAsync("films");
        var number = await AddWith("""{"n":5}""");
        var real = await AddWith("""{"n":5.0}""");
        var text = await AddWith("""{"n":"5"}""");
        var yes = await AddWith("""{"n":true}""");
        var one = await AddWith("""{"n":1}""");
        var odd = await AddWith("""{"a \"quoted\".key$":"x","caf\u00e9":"na\u00efve"}""");
        await AddVideoAsync(index);

        await Expect(new MetadataCondition("n", 5d, null), number, real);
        await Expect(new MetadataCondition("n", "5", null), text);
        await Expect(new MetadataCondition("n", true, null), yes);
        await Expect(new MetadataCondition("n", false, null));
        await Expect(new MetadataCondition("n", 1d, null), one);
        await Expect(new MetadataCondition("n", null, new NumberRange(1, null)), number, real, one);
        await Expect(new MetadataCondition("n", null, new NumberRange(null, 4.9)), one);
        await Expect(new MetadataCondition("a \"quoted\".key$", "x", null), odd);
        await Expect(new MetadataCondition("café", "naïve", null), odd);

        Task<VideoRecord> AddWith(string json) => AddVideoAsync(index, with: v => v with { UserMetadataJson = json });

        async Task Expect(MetadataCondition condition, params VideoRecord[] expected)
        {
            var page = await ListAsync(index, new VideoFilter { Metadata = [condition] }, Ten);
            Assert.Equal(expected.Select(v => v.Id).Order(), page.Rows.Select(v => v.Id).Order());
            Assert.Equal(expected.Length, page.Total);
        }
    }

    [Fact]
    public async Task A_description_changes_only_what_it_names()
    {
        var index = await AddIndexAsync("films");
        var video = await AddVideoAsync(index, with: v => v with { Title = "old", UserMetadataJson = """{"a":1}""" });
        var later = Now.AddHours(1);

        Assert.True(await Stores.Videos.UpdateMetadataAsync(Tenant, index.Id, video.Id, "new", null, later, None));
        Assert.False(await Stores.Videos.UpdateMetadataAsync(Tenant, index.Id, "gone", "new", null, later, None));

        Assert.Equal(video with { Title = "new", UpdatedAt = later }, await Stores.Videos.FindAsync(Tenant, index.Id, video.Id, None));
    }

    [Fact]
    public async Task Tasks_can_be_narrowed_by_everything_the_list_offers()
    {
        var films = await AddIndexAsync("films");
        var first = await AddTask("a.mp4", 1.0004, IndexingTaskStatus.Ready);
        Clock.Advance(TimeSpan.FromHours(1));
        var second = await AddTask("b.mp4", 2, IndexingTaskStatus.Failed);
        var query = new IndexingTaskQuery(Ten, SortOrder.NewestFirst);

        await Expect(query, second, first);
        await Expect(query with { IndexId = films.Id, Statuses = [IndexingTaskStatus.Ready] }, first);
        await Expect(query with { Filename = "b.mp4" }, second);
        await Expect(query with { DurationSec = 1 }, first);
        await Expect(query with { Width = 640, Height = 480 }, second, first);
        await Expect(query with { Height = 481 });
        await Expect(query with { CreatedFrom = Now, UpdatedFrom = Now }, second);
        await Expect(query with { Sort = new SortOrder(SortField.UpdatedAt, false) }, first, second);

        async Task<IndexingTaskRecord> AddTask(string name, double duration, IndexingTaskStatus status)
        {
            var asset = NewAsset(filename: name);
            var video = NewVideo(films, asset);
            var task = NewTask(video) with { DurationSec = duration, Status = status, Width = 640, Height = 480 };
            await Stores.Videos.AddWithAssetAsync(asset, video, task, CreateJob(video), None);
            return task;
        }

        async Task Expect(IndexingTaskQuery asked, params IndexingTaskRecord[] expected)
        {
            var page = await Stores.IndexingTasks.ListAsync(Tenant, asked, None);
            Assert.Equal(expected, page.Rows);
            Assert.Equal(expected.Length, page.Total);
        }
    }

    private Task<Page<VideoRecord>> ListAsync(IndexRecord index, VideoFilter filter, PageWindow window) =>
        Stores.Videos.ListAsync(Tenant, index.Id, filter, SortOrder.NewestFirst, window, None);
}
