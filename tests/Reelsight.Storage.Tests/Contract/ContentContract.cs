namespace Reelsight.Storage.Tests.Contract;

/// <summary>Assets, stage outputs, described contents, search pages and keys.</summary>
public abstract class ContentContract : StoreContract
{
    [Fact]
    public async Task Assets_can_be_narrowed_by_id_type_and_part_of_the_name()
    {
        var film = NewAsset(filename: "Ärger im Film.MP4");
        Clock.Advance(TimeSpan.FromSeconds(1));
        var sound = NewAsset(filename: "song.mp3") with { FileType = "audio/mpeg" };
        await Stores.Assets.AddAsync(film, null, None);
        await Stores.Assets.AddAsync(sound, null, None);
        var query = new AssetListQuery(new PageWindow(1, 10));

        await Expect(query, sound, film);
        await Expect(query with { Ids = [film.Id, "gone"] }, film);
        await Expect(query with { Types = ["audio", "image"] }, sound);
        await Expect(query with { FilenameContains = "ärger" }, film);
        await Expect(query with { FilenameContains = "%" });

        async Task Expect(AssetListQuery asked, params AssetRecord[] expected)
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
        var video = await AddVideoAsync(index, HashOf(1));
        var before = Stores.Indexes.Revision(Tenant, index.Id);

        Assert.Equal(1, await Stores.Assets.CountVideosAsync(Tenant, video.AssetId, None));
        await Assert.ThrowsAsync<AssetInUseException>(() => Stores.Assets.DeleteAsync(Tenant, video.AssetId, false, None));
        Assert.True(await Stores.Assets.DeleteAsync(Tenant, video.AssetId, true, None));

        Assert.False(await Stores.Assets.DeleteAsync(Tenant, video.AssetId, true, None));
        Assert.Null(await Stores.Videos.FindAsync(Tenant, null, video.Id, None));
        Assert.True(Stores.Indexes.Revision(Tenant, index.Id) > before);
    }

    [Fact]
    public async Task What_is_known_of_a_content_stays_as_long_as_somebody_needs_it()
    {
        var index = await AddIndexAsync("films");
        var first = await AddVideoAsync(index, HashOf(1));
        var second = await AddVideoAsync(index, HashOf(1));
        await Stores.Described.PutAsync(Tenant, HashOf(1), "v1", Say("hello there"), None);
        await Stores.Described.PutAsync(Other, HashOf(1), "v1", Say("hello there"), None);
        await Stores.Stages.PutAsync(Tenant, HashOf(1), "probe", "1", [1], None);

        await Stores.Videos.DeleteAsync(Tenant, index.Id, first.Id, None);
        Assert.Single(Stores.Described.MatchWords(Tenant, index.Id, "hello", 10));
        await Stores.Videos.DeleteAsync(Tenant, index.Id, second.Id, None);
        Assert.Null(await Stores.Described.FindAsync(Tenant, HashOf(1), None));
        Assert.NotNull(await Stores.Described.FindAsync(Other, HashOf(1), None));
        Assert.NotNull(await Stores.Stages.FindAsync(Tenant, HashOf(1), "probe", "1", None));

        await Stores.Assets.DeleteAsync(Tenant, first.AssetId, false, None);
        Assert.False(await Stores.Assets.ForgetUnusedContentAsync(Tenant, HashOf(1), None));
        await Stores.Assets.DeleteAsync(Tenant, second.AssetId, false, None);
        Assert.True(await Stores.Assets.ForgetUnusedContentAsync(Tenant, HashOf(1), None));
        Assert.Null(await Stores.Stages.FindAsync(Tenant, HashOf(1), "probe", "1", None));
    }

    [Fact]
    public async Task A_stage_output_is_immutable_and_versions_lie_side_by_side()
    {
        await Stores.Stages.PutAsync(Tenant, HashOf(1), "probe", "1", [1], None);
        await Stores.Stages.PutAsync(Tenant, HashOf(1), "probe", "1", [2], None);
        await Stores.Stages.PutAsync(Tenant, HashOf(1), "probe", "2", [], None);

        Assert.Equal(new byte[] { 1 }, await Stores.Stages.FindAsync(Tenant, HashOf(1), "probe", "1", None));
        Assert.Equal(Array.Empty<byte>(), await Stores.Stages.FindAsync(Tenant, HashOf(1), "probe", "2", None));
        Assert.Null(await Stores.Stages.FindAsync(Tenant, HashOf(1), "probe", "3", None));
        Assert.Null(await Stores.Stages.FindAsync(Other, HashOf(1), "probe", "1", None));
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

    [Fact]
    public async Task A_key_opens_its_tenant_in_every_process_and_is_nowhere_in_the_data()
    {
        const string key = "tlk_0123456789abcdef0123456789abcdef";
        Assert.False(Stores.Keys.Any);
        Assert.Null(Stores.Keys.TenantOf(key));
        using (var commandLine = OpenAgain())
        {
            await commandLine.Keys.AddAsync(Tenant, key, Now, None);
            await commandLine.Keys.AddAsync(Tenant, key, Now, None);
        }

        Assert.Equal(Tenant, Stores.Keys.TenantOf(key));
        Assert.Null(Stores.Keys.TenantOf(key + "0"));
        Restart();
        Assert.True(Stores.Keys.Any);
        Assert.Equal(Tenant, Stores.Keys.TenantOf(key));
    }
}
