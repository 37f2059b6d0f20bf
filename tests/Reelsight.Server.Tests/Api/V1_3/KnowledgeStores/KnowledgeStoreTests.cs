using System.Net;
using System.Net.Http.Json;
using System.Text;
using Reelsight.Server.Hosting;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Tests.Api.V1_3.KnowledgeStores;

public sealed class KnowledgeStoreTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly RunningServer _server = shared.Server;

    [Fact]
    public async Task A_new_store_answers_with_everything_that_was_said_of_it()
    {
        var store = await _server.CreateStoreAsync(
            new
            {
                name = "films",
                description = "old ones",
                metadata = new { owner = "me", note = (string?)null },
            }
        );
        Assert.StartsWith("ks_", store.Id());
        Assert.True(Guid.TryParse(store.Id()[3..], out _));
        Assert.Equal("old ones", store.Text("description"));
        Assert.Equal("""{"owner":"me","note":""}""", store.GetProperty("metadata").GetRawText());
        Assert.Equal(0, store.GetProperty("item_count").GetInt32());
        Assert.False(store.TryGetProperty("ingestion_config", out _));
        Assert.Equal(store.GetRawText(), (await _server.Client.JsonAsync($"knowledge-stores/{store.Id()}")).GetRawText());
    }

    [Theory]
    [InlineData("{}", "parameter_not_provided")]
    [InlineData("""{"name":" "}""", "parameter_not_provided")]
    [InlineData("""{"name":"a","metadata":{"n":1}}""", "parameter_invalid")]
    [InlineData("""{"name":"a","metadata":["x"]}""", "parameter_invalid")]
    [InlineData("""{"name":7}""", "parameter_invalid")]
    public async Task A_body_that_breaks_a_rule_is_refused(string body, string code)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _server.Client.PostAsync("knowledge-stores", content);
        Assert.Equal(code, await answer.ErrorAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_change_sets_what_it_names_and_replaces_all_metadata()
    {
        var id = (
            await _server.CreateStoreAsync(
                new
                {
                    name = "before",
                    description = "kept",
                    metadata = new { a = "1", b = "2" },
                }
            )
        ).Id();

        var renamed = await ChangeAsync(id, new { name = "after" });
        Assert.Equal(("after", "kept"), (renamed.Text("name"), renamed.Text("description")));
        Assert.Equal("""{"a":"1","b":"2"}""", renamed.GetProperty("metadata").GetRawText());

        Assert.Equal(
            """{"c":""}""",
            (await ChangeAsync(id, new { metadata = new { c = (string?)null } })).GetProperty("metadata").GetRawText()
        );
        Assert.Equal("{}", (await ChangeAsync(id, new { metadata = new { } })).GetProperty("metadata").GetRawText());
    }

    [Fact]
    public async Task The_ingestion_configuration_cannot_be_changed()
    {
        var id = (await _server.CreateStoreAsync()).Id();
        using var answer = await _server.Client.PatchAsJsonAsync(
            $"knowledge-stores/{id}",
            new { ingestion_config = new { enrichment_config = new { description = "people" } } }
        );
        Assert.Equal("parameter_invalid", await answer.ErrorAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Stores_are_listed_newest_first_with_the_number_of_their_items()
    {
        await using var server = await RunningServer.StartAsync();
        var first = (await server.CreateStoreAsync(new { name = "first" })).Id();
        await server.CreateStoreAsync(new { name = "second" });
        await server.ReadyItemAsync(first, "film.mp4");

        var page = await server.Client.JsonAsync("knowledge-stores");
        Assert.Equal([("second", 0), ("first", 1)], page.Data().Select(s => (s.Text("name")!, s.GetProperty("item_count").GetInt32())));
        Assert.Equal(2, page.GetProperty("page_info").GetProperty("total_results").GetInt32());
        Assert.Equal(
            ["first"],
            (await server.Client.JsonAsync("knowledge-stores?sort_option=asc&page_limit=1")).Data().Select(s => s.Text("name")!)
        );
        Assert.Empty((await server.Client.JsonAsync("knowledge-stores?page=9")).Data());
        Assert.Equal("parameter_invalid", await server.Client.ErrorAsync("knowledge-stores?sort_by=name", HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task The_index_that_holds_the_items_is_seen_nowhere()
    {
        await using var server = await RunningServer.StartAsync();
        var store = (await server.CreateStoreAsync()).Id();
        var item = await server.ReadyItemAsync(store, "film.mp4");

        var indexes = await server.Client.JsonAsync("indexes");
        Assert.Empty(indexes.Data());
        Assert.Equal(0, indexes.GetProperty("page_info").GetProperty("total_results").GetInt32());
        foreach (var path in new[] { $"indexes/{store}", $"indexes/{store}/videos", $"indexes/{store}/videos/{item}" })
        {
            Assert.Equal("parameter_invalid", await server.Client.ErrorAsync(path, HttpStatusCode.BadRequest));
        }
    }

    [Fact]
    public async Task Deleting_a_store_takes_its_items_and_collections_and_leaves_the_assets()
    {
        await using var server = await RunningServer.StartAsync();
        var store = (await server.CreateStoreAsync()).Id();
        var item = await server.ReadyItemAsync(store, "film.mp4", KnowledgeStoreSeeds.Seen(("dog", 0, 6)));
        using (var made = await server.Client.PostAsJsonAsync($"knowledge-stores/{store}/item-collections", new { name = "dogs" }))
        {
            await made.JsonAsync(HttpStatusCode.Created);
        }

        var asset = (await server.Client.JsonAsync($"knowledge-stores/{store}/items/{item}")).Text("asset_id")!;

        using (var deleted = await server.Client.DeleteAsync($"knowledge-stores/{store}"))
        {
            Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        }

        foreach (var path in new[] { "", "/items", $"/items/{item}", "/item-collections" })
        {
            Assert.Equal("resource_not_exist", await server.Client.ErrorAsync($"knowledge-stores/{store}{path}", HttpStatusCode.NotFound));
        }

        Assert.Equal(0, await server.Stores.ItemCollections.CountAsync(ReelsightServer.DefaultTenant, new ResourceFilter(), default));
        var kept = (await server.Stores.Assets.FindAsync(ReelsightServer.DefaultTenant, asset, default))!;
        Assert.Null(await server.Stores.Descriptions.FindAsync(ReelsightServer.DefaultTenant, kept.ContentHash!, default));
        using var again = await server.Client.DeleteAsync($"knowledge-stores/{store}");
        Assert.Equal("resource_not_exist", await again.ErrorAsync(HttpStatusCode.NotFound));
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("PATCH", "")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/search")]
    [InlineData("GET", "/items")]
    [InlineData("POST", "/items")]
    [InlineData("GET", "/items/{item}")]
    [InlineData("DELETE", "/items/{item}")]
    [InlineData("GET", "/item-collections")]
    [InlineData("POST", "/item-collections")]
    [InlineData("GET", "/item-collections/{collection}")]
    [InlineData("PATCH", "/item-collections/{collection}")]
    [InlineData("DELETE", "/item-collections/{collection}")]
    [InlineData("GET", "/item-collections/{collection}/items")]
    [InlineData("POST", "/item-collections/{collection}/items/add")]
    [InlineData("POST", "/item-collections/{collection}/items/remove")]
    public async Task What_another_tenant_has_is_not_there(string method, string path)
    {
        var store = (await _server.CreateStoreAsync()).Id();
        var item = await _server.ReadyItemAsync(store, "film.mp4");
        using var made = await _server.Client.PostAsJsonAsync($"knowledge-stores/{store}/item-collections", new { name = "dogs" });
        var collection = (await made.JsonAsync(HttpStatusCode.Created)).Id();
        var asset = (await _server.Client.JsonAsync($"knowledge-stores/{store}/items/{item}")).Text("asset_id");

        using var request = new HttpRequestMessage(
            new HttpMethod(method),
            $"knowledge-stores/{store}{path.Replace("{item}", item).Replace("{collection}", collection)}"
        );
        if (method is not ("GET" or "DELETE"))
        {
            request.Content = JsonContent.Create(
                new
                {
                    name = "taken over",
                    asset_id = asset,
                    item_ids = new[] { item },
                    query = new { text = "dog" },
                }
            );
        }

        using var answer = await _server.Other.SendAsync(request);
        Assert.Equal("resource_not_exist", await answer.ErrorAsync(HttpStatusCode.NotFound));
        Assert.Equal("films", (await _server.Client.JsonAsync($"knowledge-stores/{store}")).Text("name"));
    }

    private async Task<System.Text.Json.JsonElement> ChangeAsync(string id, object change)
    {
        using var answer = await _server.Client.PatchAsJsonAsync($"knowledge-stores/{id}", change);
        return await answer.JsonAsync();
    }
}
