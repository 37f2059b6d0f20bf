using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.Server.Tests.Api.V1_3.KnowledgeStores;

public sealed class ItemCollectionTests(SharedServer shared) : IClassFixture<SharedServer>, IAsyncLifetime
{
    private readonly RunningServer _server = shared.Server;
    private string _store = null!;

    public async ValueTask InitializeAsync() => _store = (await _server.CreateStoreAsync()).Id();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private string Root => $"knowledge-stores/{_store}/item-collections";

    [Fact]
    public async Task A_collection_lives_in_its_store()
    {
        var collection = await CreateAsync(
            new
            {
                name = "dogs",
                description = "big ones",
                metadata = new { a = "1" },
            }
        );
        Assert.StartsWith("ksic_", collection.Id());
        Assert.Equal(
            (_store, "dogs", "big ones"),
            (collection.Text("knowledge_store_id"), collection.Text("name"), collection.Text("description"))
        );
        Assert.Equal(0, collection.GetProperty("member_count").GetInt32());
        Assert.Equal(collection.GetRawText(), (await _server.Client.JsonAsync($"{Root}/{collection.Id()}")).GetRawText());

        var other = (await _server.CreateStoreAsync()).Id();
        Assert.Equal(
            "resource_not_exist",
            await _server.Client.ErrorAsync($"knowledge-stores/{other}/item-collections/{collection.Id()}", HttpStatusCode.NotFound)
        );

        using var deleted = await _server.Client.DeleteAsync($"{Root}/{collection.Id()}");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal("resource_not_exist", await _server.Client.ErrorAsync($"{Root}/{collection.Id()}", HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task A_name_is_taken_once_in_a_store()
    {
        await CreateAsync(new { name = "dogs" });
        var cats = (await CreateAsync(new { name = "cats" })).Id();
        using var again = await _server.Client.PostAsJsonAsync(Root, new { name = "dogs" });
        Assert.Equal("parameter_invalid", await again.ErrorAsync(HttpStatusCode.BadRequest));
        using var renamed = await _server.Client.PatchAsJsonAsync($"{Root}/{cats}", new { name = "dogs" });
        Assert.Equal("parameter_invalid", await renamed.ErrorAsync(HttpStatusCode.BadRequest));

        var other = (await _server.CreateStoreAsync()).Id();
        using var elsewhere = await _server.Client.PostAsJsonAsync($"knowledge-stores/{other}/item-collections", new { name = "dogs" });
        Assert.Equal(HttpStatusCode.Created, elsewhere.StatusCode);
    }

    [Fact]
    public async Task A_change_sets_what_it_names()
    {
        var id = (
            await CreateAsync(
                new
                {
                    name = "dogs",
                    description = "kept",
                    metadata = new { a = "1" },
                }
            )
        ).Id();
        using var answer = await _server.Client.PatchAsJsonAsync($"{Root}/{id}", new { name = "cats", metadata = new { } });
        var changed = await answer.JsonAsync();
        Assert.Equal(
            ("cats", "kept", "{}"),
            (changed.Text("name"), changed.Text("description"), changed.GetProperty("metadata").GetRawText())
        );
    }

    [Fact]
    public async Task Collections_are_listed_by_time_or_name()
    {
        foreach (var name in new[] { "b", "a", "c" })
        {
            await CreateAsync(new { name });
        }

        Assert.Equal(["c", "a", "b"], await NamesAsync(""));
        Assert.Equal(["a", "b", "c"], await NamesAsync("?sort_by=name&sort_option=asc"));
        Assert.Equal("parameter_invalid", await _server.Client.ErrorAsync($"{Root}?sort_by=size", HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Items_are_added_and_removed_however_often_they_are_named()
    {
        var id = (await CreateAsync(new { name = "dogs" })).Id();
        var (first, second) = (await _server.ReadyItemAsync(_store, "a.mp4"), await _server.ReadyItemAsync(_store, "b.mp4"));

        Assert.Equal(1, (await AddAsync(id, first)).GetProperty("member_count").GetInt32());
        Assert.Equal(2, (await AddAsync(id, first, second, second)).GetProperty("member_count").GetInt32());
        Assert.Equal([second, first], await MembersAsync(id));

        for (var time = 0; time < 2; time++)
        {
            using var removed = await _server.Client.PostAsJsonAsync($"{Root}/{id}/items/remove", new { item_ids = new[] { first } });
            Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
            Assert.Equal([second], await MembersAsync(id));
        }
        Assert.Equal(2, (await _server.Client.JsonAsync($"knowledge-stores/{_store}/items")).Data().Length);
    }

    [Fact]
    public async Task An_item_that_is_deleted_is_no_member_any_more()
    {
        var id = (await CreateAsync(new { name = "dogs" })).Id();
        var item = await _server.ReadyItemAsync(_store, "a.mp4");
        await AddAsync(id, item);
        using (await _server.Client.DeleteAsync($"knowledge-stores/{_store}/items/{item}")) { }
        Assert.Equal(0, (await _server.Client.JsonAsync($"{Root}/{id}")).GetProperty("member_count").GetInt32());
        Assert.Empty(await MembersAsync(id));
    }

    [Fact]
    public async Task One_id_that_is_no_item_of_the_store_adds_nothing()
    {
        var id = (await CreateAsync(new { name = "dogs" })).Id();
        var item = await _server.ReadyItemAsync(_store, "a.mp4");
        var other = (await _server.CreateStoreAsync()).Id();
        var foreign = await _server.ReadyItemAsync(other, "b.mp4");
        using var answer = await _server.Client.PostAsJsonAsync($"{Root}/{id}/items/add", new { item_ids = new[] { item, foreign } });
        var error = await answer.JsonAsync(HttpStatusCode.BadRequest);
        Assert.Contains(foreign, error.Text("message"));
        Assert.Empty(await MembersAsync(id));
    }

    [Theory]
    [InlineData("{}", "parameter_not_provided")]
    [InlineData("""{"item_ids":[]}""", "parameter_not_provided")]
    [InlineData("""{"item_ids":["junk"]}""", "parameter_invalid")]
    [InlineData("""{"item_ids":[null]}""", "parameter_invalid")]
    public async Task Ids_that_are_missing_or_malformed_are_refused(string body, string code)
    {
        var id = (await CreateAsync(new { name = "dogs" })).Id();
        foreach (var way in new[] { "add", "remove" })
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await _server.Client.PostAsync($"{Root}/{id}/items/{way}", content);
            Assert.Equal(code, await answer.ErrorAsync(HttpStatusCode.BadRequest));
        }
    }

    [Fact]
    public async Task More_than_500_ids_at_once_are_refused()
    {
        var id = (await CreateAsync(new { name = "dogs" })).Id();
        string[] many = [.. Enumerable.Range(0, 501).Select(_ => _server.Stores.Ids.Next("ksi"))];
        using var answer = await _server.Client.PostAsJsonAsync($"{Root}/{id}/items/add", new { item_ids = many });
        Assert.Contains("at most 500", (await answer.JsonAsync(HttpStatusCode.BadRequest)).Text("message"));
    }

    private async Task<JsonElement> CreateAsync(object body)
    {
        using var answer = await _server.Client.PostAsJsonAsync(Root, body);
        return await answer.JsonAsync(HttpStatusCode.Created);
    }

    private async Task<JsonElement> AddAsync(string id, params string[] items)
    {
        using var answer = await _server.Client.PostAsJsonAsync($"{Root}/{id}/items/add", new { item_ids = items });
        return await answer.JsonAsync();
    }

    private async Task<List<string>> MembersAsync(string id) =>
        [.. (await _server.Client.JsonAsync($"{Root}/{id}/items")).Data().Select(i => i.Id())];

    private async Task<List<string?>> NamesAsync(string query) =>
        [.. (await _server.Client.JsonAsync($"{Root}{query}")).Data().Select(c => c.Text("name"))];
}
