using System.Net;
using System.Net.Http.Json;
using System.Text;
using Reelsight.Core.Errors;
using Reelsight.Server.Hosting;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Tests.Api.V1_3.KnowledgeStores;

public sealed class ItemTests(SharedServer shared) : IClassFixture<SharedServer>, IAsyncLifetime
{
    private readonly RunningServer _server = shared.Server;
    private string _store = null!;

    public async ValueTask InitializeAsync() => _store = (await _server.CreateStoreAsync()).Id();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_item_is_queued_at_once_with_what_is_known_of_its_asset()
    {
        var asset = await _server.ReadyAssetAsync("film.mp4");
        var item = await _server.AddItemAsync(_store, new { asset_id = asset.Id, metadata = new { team = "red" } });

        Assert.StartsWith("ksi_", item.Id());
        Assert.Equal(("queued", "video", asset.Id), (item.Text("status"), item.Text("asset_type"), item.Text("asset_id")));
        Assert.Equal("""{"team":"red"}""", item.GetProperty("metadata").GetRawText());
        Assert.Equal(
            """{"asset_type":"video","filename":"film.mp4","duration":12,"fps":25,"width":640,"height":360,"codec_name":"h264","""
                + $"\"size\":{asset.SizeBytes}}}",
            item.GetProperty("system_metadata").GetRawText()
        );
        Assert.Equal(item.GetRawText(), (await _server.Client.JsonAsync($"knowledge-stores/{_store}/items/{item.Id()}")).GetRawText());
        Assert.Equal(Seeds.Kinds.Index, await _server.FindJobAsync(item.Id()));
        Assert.Equal(1, (await _server.Client.JsonAsync($"knowledge-stores/{_store}")).GetProperty("item_count").GetInt32());
    }

    [Fact]
    public async Task The_type_of_a_picture_is_found_out()
    {
        var item = await _server.AddItemAsync(_store, new { asset_id = (await _server.ReadyAssetAsync("photo.jpg")).Id });
        Assert.Equal("image", item.Text("asset_type"));
        var facts = item.GetProperty("system_metadata");
        Assert.Equal(("image", "mjpeg"), (facts.Text("asset_type"), facts.Text("codec_name")));
        Assert.False(facts.TryGetProperty("duration", out _));
    }

    [Theory]
    [InlineData(VideoStatus.Pending, "queued")]
    [InlineData(VideoStatus.Queued, "pending")]
    [InlineData(VideoStatus.Indexing, "processing")]
    [InlineData(VideoStatus.Ready, "ready")]
    [InlineData(VideoStatus.Failed, "failed")]
    public async Task Every_state_has_the_word_of_the_api_and_a_list_can_be_asked_for_it(VideoStatus state, string name)
    {
        await _server.ReadyItemAsync(_store, "ready.mp4");
        var item = (await _server.AddItemAsync(_store, new { asset_id = (await _server.ReadyAssetAsync("film.mp4")).Id })).Id();
        await _server.MoveItemAsync(
            _store,
            item,
            state,
            state == VideoStatus.Failed ? new Failure("video_file_broken", "It ends early.") : null
        );

        var shown = await _server.Client.JsonAsync($"knowledge-stores/{_store}/items/{item}");
        Assert.Equal(name, shown.Text("status"));
        Assert.Equal(state == VideoStatus.Failed, shown.TryGetProperty("error", out _));
        var listed = (await _server.Client.JsonAsync($"knowledge-stores/{_store}/items?status={name}")).Data();
        Assert.Contains(item, listed.Select(i => i.Id()));
        Assert.All(listed, i => Assert.Equal(name, i.Text("status")));
    }

    [Fact]
    public async Task A_list_holds_every_state_in_pages_and_refuses_a_state_that_does_not_exist()
    {
        await _server.ReadyItemAsync(_store, "a.mp4");
        await _server.AddItemAsync(_store, new { asset_id = (await _server.ReadyAssetAsync("b.mp4")).Id });
        var page = await _server.Client.JsonAsync($"knowledge-stores/{_store}/items?page_limit=1");
        Assert.Single(page.Data());
        Assert.Equal(2, page.GetProperty("page_info").GetProperty("total_page").GetInt32());
        Assert.Equal(2, (await _server.Client.JsonAsync($"knowledge-stores/{_store}/items?status=ready&status=queued")).Data().Length);
        Assert.Empty((await _server.Client.JsonAsync($"knowledge-stores/{_store}/items?page=3")).Data());
        Assert.Equal(
            "parameter_invalid",
            await _server.Client.ErrorAsync($"knowledge-stores/{_store}/items?status=indexing", HttpStatusCode.BadRequest)
        );
    }

    [Theory]
    [InlineData("{}", "parameter_not_provided", 400)]
    [InlineData("""{"asset_id":"junk"}""", "parameter_invalid", 400)]
    [InlineData("""{"asset_id":"0123456789abcdef01234567"}""", "resource_not_exist", 404)]
    [InlineData("""{"asset_id":"0123456789abcdef01234567","asset_type":"sound"}""", "parameter_invalid", 400)]
    [InlineData("""{"asset_id":"0123456789abcdef01234567","metadata":{"a":true}}""", "parameter_invalid", 400)]
    public async Task A_body_that_breaks_a_rule_is_refused(string body, string code, int status)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _server.Client.PostAsync($"knowledge-stores/{_store}/items", content);
        Assert.Equal(code, await answer.ErrorAsync((HttpStatusCode)status));
    }

    [Theory]
    [InlineData("film.mp4", "image")]
    [InlineData("photo.png", "video")]
    [InlineData("talk.mp3", null)]
    public async Task An_asset_that_is_not_what_an_item_is_said_or_allowed_to_be_is_refused(string fileName, string? statedType)
    {
        var asset = await _server.ReadyAssetAsync(fileName);
        using var answer = await _server.Client.PostAsJsonAsync(
            $"knowledge-stores/{_store}/items",
            new { asset_id = asset.Id, asset_type = statedType }
        );
        Assert.Equal("parameter_invalid", await answer.ErrorAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_deleted_item_is_gone_from_everywhere_but_its_asset_stays()
    {
        var item = await _server.ReadyItemAsync(_store, "film.mp4", KnowledgeStoreSeeds.Seen(("dog", 0, 6)));
        var asset = (await _server.Client.JsonAsync($"knowledge-stores/{_store}/items/{item}")).Text("asset_id");
        using (var deleted = await _server.Client.DeleteAsync($"knowledge-stores/{_store}/items/{item}"))
        {
            Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        }

        Assert.Equal(
            "resource_not_exist",
            await _server.Client.ErrorAsync($"knowledge-stores/{_store}/items/{item}", HttpStatusCode.NotFound)
        );
        using var found = await _server.Client.PostAsJsonAsync($"knowledge-stores/{_store}/search", new { query = new { text = "dog" } });
        Assert.Empty((await found.JsonAsync()).Data());
        Assert.Equal(asset, (await _server.Client.JsonAsync($"assets/{asset}")).Id());
    }

    [Fact]
    public async Task An_item_is_no_indexed_asset_of_its_asset()
    {
        var item = await _server.ReadyItemAsync(_store, "film.mp4");
        var asset = (await _server.Client.JsonAsync($"knowledge-stores/{_store}/items/{item}")).Text("asset_id");
        var listed = await _server.Client.JsonAsync($"assets/{asset}/indexed-assets");
        Assert.Empty(listed.Data());
        Assert.Equal(0, listed.GetProperty("page_info").GetProperty("total_results").GetInt32());
    }

    [Fact]
    public async Task An_item_that_cannot_be_described_says_why_and_is_no_news_for_webhooks()
    {
        await using var server = await RunningServer.StartAsync();
        var store = (await server.CreateStoreAsync()).Id();
        using var webhook = await server.Client.PostAsJsonAsync(
            new Uri(server.Address, "/reelsight/v1/webhooks"),
            new { url = "http://example.test/hook" }
        );
        Assert.Equal(HttpStatusCode.Created, webhook.StatusCode);
        var item = (await server.AddItemAsync(store, new { asset_id = (await server.ReadyAssetAsync("film.mp4")).Id })).Id();
        while (await server.Worker.RunNextAsync(default)) { }

        var shown = await server.Client.JsonAsync($"knowledge-stores/{store}/items/{item}");
        Assert.Equal("failed", shown.Text("status"));
        Assert.NotEmpty(shown.GetProperty("error").Text("message")!);
        Assert.Equal(0, await server.Stores.WebhookDeliveries.CountAsync(ReelsightServer.DefaultTenant, new ResourceFilter(), default));
    }

    [Fact]
    public async Task An_asset_with_items_is_deleted_only_by_force_and_takes_them_along()
    {
        var item = await _server.ReadyItemAsync(_store, "film.mp4");
        var asset = (await _server.Client.JsonAsync($"knowledge-stores/{_store}/items/{item}")).Text("asset_id");
        using (var refused = await _server.Client.DeleteAsync($"assets/{asset}"))
        {
            await refused.ErrorAsync(HttpStatusCode.Conflict);
        }

        using (var forced = await _server.Client.DeleteAsync($"assets/{asset}?force=true"))
        {
            Assert.Equal(HttpStatusCode.NoContent, forced.StatusCode);
        }

        Assert.Equal(0, (await _server.Client.JsonAsync($"knowledge-stores/{_store}")).GetProperty("item_count").GetInt32());
    }
}
