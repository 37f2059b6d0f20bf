using Reelsight.Core.Errors;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Storage.Tests.Stores;

public abstract class ResourceStoreContract : StoreContract
{
    private static readonly PageWindow FirstTen = new(1, 10);

    private EntityCollectionRecord NewCollection(string name = "people", string tenant = Tenant) =>
        new()
        {
            Id = Stores.Ids.Next(),
            TenantId = tenant,
            Name = name,
            CreatedAt = Now,
            UpdatedAt = Now,
        };

    private EntityRecord NewEntity(EntityCollectionRecord collection, string name, params string[] assets) =>
        new()
        {
            Id = Stores.Ids.Next(),
            TenantId = collection.TenantId,
            CollectionId = collection.Id,
            Name = name,
            AssetIds = assets,
            State = EntityRecord.Processing,
            CreatedAt = Now,
            UpdatedAt = Now,
        };

    private async Task<EntityCollectionRecord> AddCollectionAsync(string name = "people", string tenant = Tenant)
    {
        var collection = NewCollection(name, tenant);
        await Stores.EntityCollections.AddAsync([collection], [], None);
        return collection;
    }

    [Fact]
    public async Task A_resource_comes_back_whole_after_a_restart_and_only_to_its_owner_and_under_its_kind()
    {
        var collection = await AddCollectionAsync();
        var entity = NewEntity(collection, "ann", "asset-1", "asset-2") with { Description = "a runner", MetadataJson = """{"age":3}""" };
        await Stores.Entities.AddAsync([entity], [], None);
        Restart();

        var found = await Stores.Entities.FindAsync(Tenant, entity.Id, None);
        Assert.Equal(entity with { AssetIds = found!.AssetIds }, found);
        Assert.Equal(entity.AssetIds, found.AssetIds);
        Assert.Null(await Stores.Entities.FindAsync(Other, entity.Id, None));
        Assert.Null(await Stores.EntityCollections.FindAsync(Tenant, entity.Id, None));
    }

    [Fact]
    public async Task Lists_are_filtered_by_parent_state_name_link_and_time()
    {
        var (people, places) = (await AddCollectionAsync(), await AddCollectionAsync("places"));
        var ann = NewEntity(people, "ann", "asset-1");
        var bob = NewEntity(people, "bob", "asset-1", "asset-2") with { State = EntityRecord.Ready };
        await Stores.Entities.AddAsync([ann, bob, NewEntity(places, "ann", "asset-3")], [], None);
        Clock.Advance(TimeSpan.FromHours(1));
        var late = NewEntity(people, "late", "asset-2");
        await Stores.Entities.AddAsync([late], [], None);

        Assert.Equal(3, await Stores.Entities.CountAsync(Tenant, new() { ParentId = people.Id }, None));
        Assert.Equal(["bob"], await NamesAsync(new() { States = [EntityRecord.Ready] }));
        Assert.Equal(["ann"], await NamesAsync(new() { ParentId = people.Id, Name = "ann" }));
        Assert.Equal(["ann", "bob"], await NamesAsync(new() { LinkedTo = "asset-1" }));
        Assert.Equal(["late"], await NamesAsync(new() { CreatedFrom = Now }));
        Assert.DoesNotContain("late", await NamesAsync(new() { CreatedBefore = Now }));
        Assert.Equal(["bob", "late"], await NamesAsync(new() { Ids = [late.Id, bob.Id, "unknown"] }));

        async Task<IEnumerable<string>> NamesAsync(ResourceFilter filter) =>
            (await Stores.Entities.ListAllAsync(Tenant, filter, None)).Select(e => e.Name).Order();
    }

    [Fact]
    public async Task Analyses_are_filtered_by_mode_url_and_asset_and_other_kinds_have_none()
    {
        var task = new AnalyzeTaskRecord
        {
            Id = Stores.Ids.Next(),
            TenantId = Tenant,
            CustomId = "url",
            Status = "queued",
            AnalysisMode = "general",
            SourceType = "url",
            VideoUrl = "https://example.com/a.mp4",
            RequestJson = "{}",
            CreatedAt = Now,
            UpdatedAt = Now,
        };
        await Stores.AnalyzeTasks.AddAsync(
            [
                task,
                task with
                {
                    Id = Stores.Ids.Next(),
                    CustomId = "asset",
                    AnalysisMode = "time_based_metadata",
                    VideoUrl = null,
                    AssetId = "asset-1",
                },
            ],
            [],
            None
        );
        await Stores.Entities.AddAsync([NewEntity(await AddCollectionAsync(), "ann", "asset-1")], [], None);

        Assert.Equal(["url"], await IdsAsync(new() { AnalysisMode = "general" }));
        Assert.Equal(["url"], await IdsAsync(new() { VideoUrl = "https://example.com/a.mp4" }));
        Assert.Equal(["asset"], await IdsAsync(new() { AssetId = "asset-1", AnalysisMode = "time_based_metadata" }));
        Assert.Empty(await IdsAsync(new() { AssetId = "asset-1", AnalysisMode = "general" }));
        Assert.Empty(await IdsAsync(new() { Api = "embed" }));
        Assert.Empty(await IdsAsync(new() { Ids = [] }));
        Assert.Equal(0, await Stores.Entities.CountAsync(Tenant, new() { AssetId = "asset-1" }, None));

        async Task<IEnumerable<string?>> IdsAsync(ResourceFilter filter) =>
            (await Stores.AnalyzeTasks.ListAllAsync(Tenant, filter, None)).Select(found => found.CustomId).Order();
    }

    [Fact]
    public async Task Pages_follow_the_order_asked_for_and_a_page_past_the_end_is_empty()
    {
        foreach (var name in (string[])["b", "c", "a"])
        {
            await AddCollectionAsync(name);
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(["a", "b", "c"], await NamesAsync(new(SortField.Name, false), FirstTen));
        Assert.Equal(["a", "c", "b"], await NamesAsync(SortOrder.NewestFirst, FirstTen));
        Assert.Equal(["b"], await NamesAsync(SortOrder.NewestFirst, new(2, 2)));
        Assert.Empty(await NamesAsync(SortOrder.NewestFirst, new(3, 2)));

        async Task<IEnumerable<string>> NamesAsync(SortOrder sort, PageWindow window)
        {
            var page = await Stores.EntityCollections.ListAsync(Tenant, new(), sort, window, None);
            Assert.Equal(3, page.Total);
            return page.Rows.Select(c => c.Name);
        }
    }

    [Fact]
    public async Task Changes_made_at_the_same_time_all_count()
    {
        var store = new KnowledgeStoreRecord
        {
            Id = Stores.Ids.Next("ks"),
            TenantId = Tenant,
            Name = "films",
            CreatedAt = Now,
            UpdatedAt = Now,
        };
        await Stores.KnowledgeStores.AddAsync([store], [], None);
        var collection = new ItemCollectionRecord
        {
            Id = Stores.Ids.Next("ksic"),
            TenantId = Tenant,
            KnowledgeStoreId = store.Id,
            Name = "good",
            CreatedAt = Now,
            UpdatedAt = Now,
        };
        await Stores.ItemCollections.AddAsync([collection], [], None);

        await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(i =>
                    Task.Run(() =>
                        Stores.ItemCollections.UpdateAsync(
                            Tenant,
                            collection.Id,
                            c => c with { ItemIds = [.. c.ItemIds, $"item-{i}"] },
                            [],
                            None
                        )
                    )
                )
        );

        var found = await Stores.ItemCollections.FindAsync(Tenant, collection.Id, None);
        Assert.Equal(20, found!.ItemIds.Distinct().Count());
        Assert.Single(await Stores.ItemCollections.ListAllAsync(Tenant, new() { LinkedTo = "item-7" }, None));
        Assert.Null(await Stores.ItemCollections.UpdateAsync(Tenant, "unknown", c => c, [], None));
    }

    [Fact]
    public async Task A_change_that_throws_leaves_everything_as_it_was()
    {
        var collection = await AddCollectionAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Stores.EntityCollections.UpdateAsync(Tenant, collection.Id, _ => throw new InvalidOperationException(), [], None)
        );
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Stores.EntityCollections.DeleteAsync(Tenant, collection.Id, _ => throw new InvalidOperationException(), None)
        );
        Assert.Equal(collection, await Stores.EntityCollections.FindAsync(Tenant, collection.Id, None));
    }

    [Fact]
    public async Task A_name_that_must_be_unique_within_its_parent_is_refused_there_and_welcome_elsewhere()
    {
        KnowledgeStoreRecord[] stores =
        [
            .. ((string[])["a", "b"]).Select(name => new KnowledgeStoreRecord
            {
                Id = Stores.Ids.Next("ks"),
                TenantId = Tenant,
                Name = name,
                CreatedAt = Now,
                UpdatedAt = Now,
            }),
        ];
        await Stores.KnowledgeStores.AddAsync(stores, [], None);
        ItemCollectionRecord New(KnowledgeStoreRecord store, string name) =>
            new()
            {
                Id = Stores.Ids.Next("ksic"),
                TenantId = Tenant,
                KnowledgeStoreId = store.Id,
                Name = name,
                CreatedAt = Now,
                UpdatedAt = Now,
            };
        var second = New(stores[0], "second");
        await Stores.ItemCollections.AddAsync([New(stores[0], "good"), second, New(stores[1], "good")], [], None);

        await Assert.ThrowsAsync<DuplicateNameException>(() => Stores.ItemCollections.AddAsync([New(stores[0], "good")], [], None));
        await Assert.ThrowsAsync<DuplicateNameException>(() =>
            Stores.ItemCollections.UpdateAsync(Tenant, second.Id, c => c with { Name = "good" }, [], None)
        );
        await AddCollectionAsync("twice");
        await AddCollectionAsync("twice");
    }

    [Fact]
    public async Task Deleting_a_parent_deletes_what_goes_with_it_and_withdraws_the_jobs()
    {
        var collection = await AddCollectionAsync();
        var entity = NewEntity(collection, "ann", "asset-1");
        await Stores.Entities.AddAsync([entity], [new JobRequest(Tenant, "prepare_entity", entity.Id)], None);
        Assert.Equal(1, await Stores.Queue.CountAsync(None));

        Assert.True(await Stores.EntityCollections.DeleteAsync(Tenant, collection.Id, null, None));

        Assert.Null(await Stores.Entities.FindAsync(Tenant, entity.Id, None));
        Assert.Equal(0, await Stores.Queue.CountAsync(None));
        Assert.False(await Stores.EntityCollections.DeleteAsync(Tenant, collection.Id, null, None));
        await Assert.ThrowsAsync<ParentMissingException>(() => Stores.Entities.AddAsync([entity], [], None));
    }

    [Fact]
    public async Task What_is_older_than_an_instant_goes_for_every_owner_and_other_kinds_stay()
    {
        var (mine, theirs) = (await AddCollectionAsync(), await AddCollectionAsync(tenant: Other));
        var store = new KnowledgeStoreRecord
        {
            Id = Stores.Ids.Next("ks"),
            TenantId = Tenant,
            Name = "films",
            CreatedAt = Now,
            UpdatedAt = Now,
        };
        await Stores.KnowledgeStores.AddAsync([store], [], None);
        Clock.Advance(TimeSpan.FromDays(1));
        var young = await AddCollectionAsync("young");

        await Stores.EntityCollections.PurgeAsync(Now, None);

        Assert.Null(await Stores.EntityCollections.FindAsync(Tenant, mine.Id, None));
        Assert.Null(await Stores.EntityCollections.FindAsync(Other, theirs.Id, None));
        Assert.NotNull(await Stores.EntityCollections.FindAsync(Tenant, young.Id, None));
        Assert.NotNull(await Stores.KnowledgeStores.FindAsync(Tenant, store.Id, None));
    }

    [Fact]
    public async Task What_ended_long_ago_goes_with_what_belongs_to_it_and_what_still_waits_stays()
    {
        var batch = new AnalyzeBatchRecord
        {
            Id = Stores.Ids.Next(),
            TenantId = Tenant,
            Status = "completed",
            AnalysisMode = "general",
            ModelName = "pegasus1.5",
            TaskIds = [],
            ExpiresAt = Now,
            CreatedAt = Now,
            UpdatedAt = Now,
        };
        AnalyzeTaskRecord Task(string status, string? batchId = null) =>
            new()
            {
                Id = Stores.Ids.Next(),
                TenantId = Tenant,
                BatchId = batchId,
                Status = status,
                AnalysisMode = "general",
                SourceType = "url",
                RequestJson = "{}",
                CreatedAt = Now,
                UpdatedAt = Now,
            };
        var (ended, waiting, item) = (Task("ready"), Task("queued"), Task("ready", batch.Id));
        await Stores.AnalyzeBatches.AddAsync([batch], [], None);
        await Stores.AnalyzeTasks.AddAsync([ended, waiting, item], [], None);
        var later = Now + TimeSpan.FromDays(1);

        Assert.Equal([ended.Id], (await Stores.AnalyzeTasks.PurgeAsync(later, ["ready"], withoutParent: true, None)).Select(t => t.Id));
        Assert.NotNull(await Stores.AnalyzeTasks.FindAsync(Tenant, waiting.Id, None));
        Assert.NotNull(await Stores.AnalyzeTasks.FindAsync(Tenant, item.Id, None));
        Assert.Empty(await Stores.AnalyzeBatches.PurgeAsync(Now, ["completed"], withoutParent: true, None));
        Assert.Single(await Stores.AnalyzeBatches.PurgeAsync(later, ["completed"], withoutParent: true, None));
        Assert.Null(await Stores.AnalyzeTasks.FindAsync(Tenant, item.Id, None));
    }

    [Fact]
    public async Task A_content_that_a_resource_links_to_counts_as_used()
    {
        var collection = await AddCollectionAsync();
        var entity = NewEntity(collection, "ann", CreateHash(1));
        await Stores.Entities.AddAsync([entity], [], None);

        Assert.False(await Stores.Assets.DeleteUnusedContentAsync(Tenant, CreateHash(1), None));
        await Stores.Entities.DeleteAsync(Tenant, entity.Id, null, None);
        Assert.True(await Stores.Assets.DeleteUnusedContentAsync(Tenant, CreateHash(1), None));
    }

    [Fact]
    public async Task A_deleted_asset_is_taken_away_from_the_entities_it_shows_and_from_no_others()
    {
        var (gone, kept) = (NewAsset(), NewAsset());
        await Stores.Assets.AddAsync(gone, null, None);
        await Stores.Assets.AddAsync(kept, null, None);
        var collection = await AddCollectionAsync();
        var both = NewEntity(collection, "ann", gone.Id, kept.Id) with { State = EntityRecord.Ready };
        var only = NewEntity(collection, "ben", gone.Id) with { State = EntityRecord.Ready };
        var other = NewEntity(collection, "cleo", kept.Id) with { State = EntityRecord.Ready };
        await Stores.Entities.AddAsync([both, only, other], [], None);
        var later = Now.AddHours(1);

        Assert.True(await Stores.Assets.DeleteAsync(Tenant, gone.Id, false, later, None));

        Assert.Equal([kept.Id], (await Stores.Entities.FindAsync(Tenant, both.Id, None))!.AssetIds);
        var bare = (await Stores.Entities.FindAsync(Tenant, only.Id, None))!;
        Assert.Empty(bare.AssetIds);
        Assert.Equal((EntityRecord.Processing, EntityRecord.NoImagesFailure, later), (bare.State, bare.Failure, bare.UpdatedAt));
        Assert.Equal(Now, (await Stores.Entities.FindAsync(Tenant, other.Id, None))!.UpdatedAt);
        Assert.Equal(0, await Stores.Entities.CountAsync(Tenant, new ResourceFilter { LinkedTo = gone.Id }, None));
        Assert.Equal(1, await Stores.Entities.CountAsync(Tenant, new ResourceFilter { States = [EntityRecord.Processing] }, None));
    }

    [Fact]
    public async Task What_was_noted_about_an_asset_goes_with_it()
    {
        var asset = NewAsset();
        await Stores.Assets.AddAsync(asset, null, None);
        var failed = new FailedTranscriptionRecord
        {
            TenantId = Tenant,
            AssetId = asset.Id,
            Failure = new("video_file_broken", "It ends early."),
            CreatedAt = Now,
            UpdatedAt = Now,
        };
        await Stores.FailedTranscriptions.AddAsync([failed], [], None);
        Assert.Equal(failed, await Stores.FailedTranscriptions.FindAsync(Tenant, FailedTranscriptionRecord.CreateId(asset.Id), None));

        await Stores.Assets.DeleteAsync(Tenant, asset.Id, false, Now, None);
        Assert.Null(await Stores.FailedTranscriptions.FindAsync(Tenant, FailedTranscriptionRecord.CreateId(asset.Id), None));
    }
}
