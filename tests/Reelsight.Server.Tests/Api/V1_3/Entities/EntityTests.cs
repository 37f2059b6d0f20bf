using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Reelsight.Pipeline.Jobs;
using Reelsight.Server.Hosting;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Tests.Api.V1_3.Entities;

/// <summary>Entities: what they need, how they are listed and changed, and their states.</summary>
public sealed class EntityTests : IAsyncLifetime
{
    private const string Tenant = ReelsightServer.DefaultTenant;
    private const string Unknown = "0123456789abcdef01234567";
    private RunningServer _server = null!;
    private string _collection = null!,
        _asset = null!,
        _entities = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.StartAsync();
        _collection = await CollectionAsync("actors");
        _entities = $"entity-collections/{_collection}/entities";
        _asset = await _server.AddAssetAsync();
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task An_entity_is_created_from_pictures_and_waits_to_be_looked_at()
    {
        var second = await _server.AddAssetAsync();
        var made = await CreateAsync(
            new
            {
                name = "ann",
                description = "runs",
                metadata = new { team = 4, fast = true },
                asset_ids = new[] { _asset, second, _asset },
            }
        );
        Assert.Equal(
            (_collection, "ann", "runs", "processing"),
            (made.Text("entity_collection_id"), made.Text("name"), made.Text("description"), made.Text("status"))
        );
        Assert.Equal([_asset, second], Assets(made));
        Assert.Equal("""{"team":4,"fast":true}""", made.GetProperty("metadata").GetRawText());
        Assert.Equal(made.GetRawText(), (await _server.Client.JsonAsync($"{_entities}/{made.Id()}")).GetRawText());
        Assert.Equal(JobKinds.DescribeEntity, await _server.FindJobAsync(made.Id()));
        Assert.Equal("{}", (await CreateAsync(new { name = "bob", asset_ids = new[] { _asset } })).GetProperty("metadata").GetRawText());
    }

    [Fact]
    public async Task What_an_entity_needs_is_named_when_it_is_missing_or_wrong()
    {
        var video = await _server.AddAssetAsync("video/mp4");
        var coming = await _server.AddAssetAsync(status: AssetStatus.Processing);
        var foreign = await _server.AddAssetAsync(tenantId: RunningServer.OtherTenant);
        await RefusedAsync(new { asset_ids = new[] { _asset } }, "parameter_not_provided", "name");
        await RefusedAsync(new { name = "ann" }, "parameter_not_provided", "asset_ids");
        await RefusedAsync(new { name = "ann", asset_ids = Array.Empty<string>() }, "parameter_not_provided", "asset_ids");
        await RefusedAsync(new { name = "ann", asset_ids = new[] { "junk" } }, "parameter_invalid", "asset_ids");
        await RefusedAsync(new { name = "ann", asset_ids = new[] { (string?)null } }, "parameter_invalid", "asset_ids");
        await RefusedAsync(new { name = "ann", asset_ids = new[] { _asset, Unknown } }, "parameter_invalid", Unknown);
        await RefusedAsync(new { name = "ann", asset_ids = new[] { foreign } }, "parameter_invalid", foreign);
        await RefusedAsync(new { name = "ann", asset_ids = new[] { video } }, "parameter_invalid", video);
        await RefusedAsync(new { name = "ann", asset_ids = new[] { coming } }, "parameter_invalid", coming);
        await RefusedAsync(
            new
            {
                name = "ann",
                asset_ids = new[] { _asset },
                metadata = new { deep = new { a = 1 } },
            },
            "parameter_invalid",
            "metadata"
        );
        Assert.Empty((await _server.Client.JsonAsync(_entities)).Data());
        using var nowhere = await _server.Client.PostAsJsonAsync(
            $"entity-collections/{Unknown}/entities",
            new { name = "ann", asset_ids = new[] { _asset } }
        );
        Assert.Equal("resource_not_exist", await nowhere.ErrorAsync(HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Many_are_created_at_once_and_each_that_cannot_be_has_its_reason()
    {
        using var answer = await _server.Client.PostAsJsonAsync(
            $"{_entities}/bulk",
            new
            {
                entities = new object?[]
                {
                    new { name = "ann", asset_ids = new[] { _asset } },
                    new { name = "bob", asset_ids = new[] { Unknown } },
                    null,
                    new { asset_ids = new[] { _asset } },
                    new
                    {
                        name = "eve",
                        asset_ids = new[] { _asset },
                        description = "late",
                    },
                },
            }
        );
        var body = await answer.JsonAsync(HttpStatusCode.Created);
        Assert.Equal((2, 3), (body.GetProperty("success_count").GetInt32(), body.GetProperty("failed_count").GetInt32()));
        var made = body.GetProperty("entities").EnumerateArray().ToArray();
        Assert.Equal([("ann", "processing"), ("eve", "processing")], made.Select(e => (e.Text("name"), e.Text("status"))));
        Assert.Equal("late", (await _server.Client.JsonAsync($"{_entities}/{made[1].Id()}")).Text("description"));
        var errors = body.GetProperty("errors").EnumerateArray().ToArray();
        Assert.Equal([(1, "bob"), (2, ""), (3, "")], errors.Select(e => (e.GetProperty("entity_index").GetInt32(), e.Text("entity_name"))));
        Assert.Contains(Unknown, errors[0].Text("error_reason"), StringComparison.Ordinal);
        Assert.Contains("name", errors[2].Text("error_reason"), StringComparison.Ordinal);

        using var empty = await _server.Client.PostAsJsonAsync($"{_entities}/bulk", new { entities = Array.Empty<object>() });
        Assert.Equal("parameter_not_provided", await empty.ErrorAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Entities_are_listed_by_collection_state_and_name_and_all_together()
    {
        var other = await CollectionAsync("places");
        foreach (var name in (string[])["ann", "eve", "bob"])
        {
            await CreateAsync(new { name, asset_ids = new[] { _asset } });
        }

        using var elsewhere = await _server.Client.PostAsJsonAsync(
            $"entity-collections/{other}/entities",
            new { name = "hall", asset_ids = new[] { _asset } }
        );
        await elsewhere.JsonAsync(HttpStatusCode.Created);
        var eve = (await _server.Client.JsonAsync($"{_entities}?name=eve")).Data().Single().Id();
        await _server.Stores.Entities.UpdateAsync(Tenant, eve, e => e with { State = EntityRecord.Ready }, [], default);

        Assert.Equal(["ann", "bob", "eve"], await NamesAsync($"{_entities}?sort_by=name&sort_option=asc"));
        Assert.Equal(["eve"], await NamesAsync($"{_entities}?status=ready"));
        Assert.Equal(
            2,
            (await _server.Client.JsonAsync($"{_entities}?status=processing&page_limit=1"))
                .GetProperty("page_info")
                .GetProperty("total_results")
                .GetInt32()
        );
        Assert.Equal(["ann", "bob", "eve", "hall"], await NamesAsync("entities?sort_by=name&sort_option=asc"));
        Assert.Equal(["hall"], await NamesAsync("entities?name=hall"));
        Assert.Empty(await NamesAsync("entities?page=9"));
        Assert.Equal("parameter_invalid", await _server.Client.ErrorAsync($"{_entities}?status=failed", HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_change_keeps_what_it_does_not_name_and_replaces_metadata_whole()
    {
        var id = (
            await CreateAsync(
                new
                {
                    name = "ann",
                    description = "runs",
                    metadata = new { a = 1, b = 2 },
                    asset_ids = new[] { _asset },
                }
            )
        ).Id();
        var changed = await AnswerAsync(HttpMethod.Patch, $"{_entities}/{id}", new { metadata = new { c = "x" } });
        Assert.Equal(("ann", "runs"), (changed.Text("name"), changed.Text("description")));
        Assert.Equal("""{"c":"x"}""", changed.GetProperty("metadata").GetRawText());
        Assert.Equal("anna", (await AnswerAsync(HttpMethod.Patch, $"{_entities}/{id}", new { name = "anna" })).Text("name"));
        Assert.Equal(
            "{}",
            (await AnswerAsync(HttpMethod.Patch, $"{_entities}/{id}", new { metadata = new { } })).GetProperty("metadata").GetRawText()
        );
        Assert.Equal(
            "parameter_invalid",
            (await AnswerAsync(HttpMethod.Patch, $"{_entities}/{id}", new { name = " " }, HttpStatusCode.BadRequest)).Text("code")
        );
    }

    [Fact]
    public async Task Pictures_are_added_and_taken_away_and_one_has_to_stay()
    {
        var id = (await CreateAsync(new { name = "ann", asset_ids = new[] { _asset } })).Id();
        await _server.Stores.Entities.UpdateAsync(Tenant, id, e => e with { State = EntityRecord.Ready }, [], default);
        var second = await _server.AddAssetAsync();
        var path = $"{_entities}/{id}/assets";

        Assert.Equal("ready", (await AnswerAsync(HttpMethod.Post, path, new { asset_ids = new[] { _asset } })).Text("status"));
        var added = await AnswerAsync(HttpMethod.Post, path, new { asset_ids = new[] { second } });
        Assert.Equal([_asset, second], Assets(added));
        Assert.Equal("processing", added.Text("status"));
        Assert.Contains(
            Unknown,
            (await AnswerAsync(HttpMethod.Post, path, new { asset_ids = new[] { Unknown } }, HttpStatusCode.BadRequest)).Text("message"),
            StringComparison.Ordinal
        );

        Assert.Equal([second], Assets(await AnswerAsync(HttpMethod.Delete, path, new { asset_ids = new[] { _asset } })));
        Assert.Contains(
            _asset,
            (await AnswerAsync(HttpMethod.Delete, path, new { asset_ids = new[] { _asset } }, HttpStatusCode.BadRequest)).Text("message"),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "parameter_invalid",
            (await AnswerAsync(HttpMethod.Delete, path, new { asset_ids = new[] { second } }, HttpStatusCode.BadRequest)).Text("code")
        );
        Assert.Equal(
            "parameter_not_provided",
            (await AnswerAsync(HttpMethod.Delete, path, new { }, HttpStatusCode.BadRequest)).Text("code")
        );
        Assert.Equal([second], Assets(await _server.Client.JsonAsync($"{_entities}/{id}")));
    }

    [Fact]
    public async Task A_deleted_entity_is_gone_and_one_is_only_found_in_its_own_collection()
    {
        var id = (await CreateAsync(new { name = "ann", asset_ids = new[] { _asset } })).Id();
        var other = await CollectionAsync("places");
        Assert.Equal(
            "resource_not_exist",
            await _server.Client.ErrorAsync($"entity-collections/{other}/entities/{id}", HttpStatusCode.NotFound)
        );
        Assert.Equal("resource_not_exist", await _server.Other.ErrorAsync($"{_entities}/{id}", HttpStatusCode.NotFound));
        using var deleted = await _server.Client.DeleteAsync(new Uri($"{_entities}/{id}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        foreach (
            var (method, path) in ((HttpMethod, string)[])
                [
                    (HttpMethod.Get, ""),
                    (HttpMethod.Patch, ""),
                    (HttpMethod.Delete, ""),
                    (HttpMethod.Post, "/assets"),
                    (HttpMethod.Delete, "/assets"),
                ]
        )
        {
            Assert.Equal(
                "resource_not_exist",
                (await AnswerAsync(method, $"{_entities}/{id}{path}", new { asset_ids = new[] { _asset } }, HttpStatusCode.NotFound)).Text(
                    "code"
                )
            );
        }

        Assert.Equal("parameter_invalid", await _server.Client.ErrorAsync($"{_entities}/junk", HttpStatusCode.BadRequest));
    }

    private static string[] Assets(JsonElement entity) => [.. entity.GetProperty("asset_ids").EnumerateArray().Select(a => a.GetString()!)];

    private async Task<string[]> NamesAsync(string path) => [.. (await _server.Client.JsonAsync(path)).Data().Select(e => e.Text("name")!)];

    private async Task<string> CollectionAsync(string name) =>
        (await AnswerAsync(HttpMethod.Post, "entity-collections", new { name }, HttpStatusCode.Created)).Id();

    private Task<JsonElement> CreateAsync(object body) => AnswerAsync(HttpMethod.Post, _entities, body, HttpStatusCode.Created);

    private async Task RefusedAsync(object body, string code, string named)
    {
        var error = await AnswerAsync(HttpMethod.Post, _entities, body, HttpStatusCode.BadRequest);
        Assert.Equal(code, error.Text("code"));
        Assert.Contains(named, error.Text("message"), StringComparison.Ordinal);
    }

    private async Task<JsonElement> AnswerAsync(HttpMethod method, string path, object body, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var answer = await _server.Client.SendAsync(request);
        return await answer.JsonAsync(expected);
    }
}
