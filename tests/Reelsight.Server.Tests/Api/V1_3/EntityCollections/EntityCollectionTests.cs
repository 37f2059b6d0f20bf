using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.TestSupport;

namespace Reelsight.Server.Tests.Api.V1_3.EntityCollections;

/// <summary>Entity collections: made, listed, changed and deleted with what is in them.</summary>
public sealed class EntityCollectionTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync(clock: _clock);

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_collection_is_created_with_its_name_and_read_back()
    {
        var made = await CreateAsync(new { name = "actors", description = "of the series" });
        Assert.Equal("actors", made.Text("name"));
        Assert.Equal("of the series", made.Text("description"));
        Assert.Matches("^[0-9a-f]{24}$", made.Id());
        Assert.Equal(made.GetRawText(), (await _server.Client.JsonAsync($"entity-collections/{made.Id()}")).GetRawText());
        Assert.False((await CreateAsync(new { name = "no description" })).TryGetProperty("description", out _));
    }

    [Theory]
    [InlineData("{}", "parameter_not_provided")]
    [InlineData("""{"name":" "}""", "parameter_not_provided")]
    [InlineData("""{"name":5}""", "parameter_invalid")]
    [InlineData("[", "parameter_invalid")]
    public async Task A_collection_needs_a_name(string body, string code)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await _server.Client.PostAsync("entity-collections", content);
        Assert.Equal(code, await answer.ErrorAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task What_a_change_does_not_name_stays()
    {
        var id = (await CreateAsync(new { name = "actors", description = "of the series" })).Id();
        _clock.Advance(TimeSpan.FromMinutes(1));
        var changed = await PatchAsync(id, new { name = "cast" });
        Assert.Equal(("cast", "of the series"), (changed.Text("name"), changed.Text("description")));
        Assert.NotEqual(changed.Text("created_at"), changed.Text("updated_at"));
        Assert.Equal(
            ("cast", "all"),
            (
                (await PatchAsync(id, new { description = "all" })).Text("name"),
                (await _server.Client.JsonAsync($"entity-collections/{id}")).Text("description")
            )
        );
        using var answer = await _server.Client.PatchAsJsonAsync($"entity-collections/{id}", new { name = "" });
        Assert.Equal("parameter_invalid", await answer.ErrorAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Collections_are_listed_newest_first_or_as_told()
    {
        foreach (var name in (string[])["beta", "alpha", "gamma"])
        {
            await CreateAsync(new { name });
            _clock.Advance(TimeSpan.FromMinutes(1));
        }
        await PatchAsync(
            (await _server.Client.JsonAsync("entity-collections?name=alpha")).Data().Single().Id(),
            new { description = "changed" }
        );
        Assert.Equal(["gamma", "alpha", "beta"], await NamesAsync(""));
        Assert.Equal(["alpha", "beta", "gamma"], await NamesAsync("?sort_by=name&sort_option=asc"));
        Assert.Equal(["alpha", "gamma", "beta"], await NamesAsync("?sort_by=updated_at"));
        Assert.Equal(["beta"], await NamesAsync("?page=2&page_limit=2"));
        Assert.Empty(await NamesAsync("?page=3&page_limit=2"));
        Assert.Empty(await NamesAsync("?name=alph"));
        Assert.Equal("parameter_invalid", await _server.Client.ErrorAsync("entity-collections?sort_by=size", HttpStatusCode.BadRequest));
        Assert.Equal("parameter_invalid", await _server.Client.ErrorAsync("entity-collections?page_limit=51", HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_deleted_collection_is_gone_with_its_entities_and_the_assets_stay()
    {
        var id = (await CreateAsync(new { name = "actors" })).Id();
        var asset = await _server.AddAssetAsync();
        using var made = await _server.Client.PostAsJsonAsync(
            $"entity-collections/{id}/entities",
            new { name = "ann", asset_ids = new[] { asset } }
        );
        var entity = (await made.JsonAsync(HttpStatusCode.Created)).Id();
        using var deleted = await _server.Client.DeleteAsync(new Uri($"entity-collections/{id}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal("resource_not_exist", await _server.Client.ErrorAsync($"entity-collections/{id}", HttpStatusCode.NotFound));
        Assert.Empty((await _server.Client.JsonAsync("entities")).Data());
        Assert.Null(await _server.FindJobAsync(entity));
        await _server.Client.JsonAsync($"assets/{asset}");
    }

    [Theory]
    [InlineData("0123456789abcdef01234567", HttpStatusCode.NotFound, "resource_not_exist")]
    [InlineData("junk", HttpStatusCode.BadRequest, "parameter_invalid")]
    public async Task An_unknown_collection_is_404_and_a_malformed_id_400(string id, HttpStatusCode status, string code)
    {
        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Patch, HttpMethod.Delete])
        {
            using var request = new HttpRequestMessage(method, $"entity-collections/{id}")
            {
                Content = method == HttpMethod.Patch ? JsonContent.Create(new { name = "x" }) : null,
            };
            using var answer = await _server.Client.SendAsync(request);
            Assert.Equal(code, await answer.ErrorAsync(status));
        }
        Assert.Equal(code, await _server.Client.ErrorAsync($"entity-collections/{id}/entities", status));
    }

    [Fact]
    public async Task Another_tenant_finds_nothing()
    {
        var id = (await CreateAsync(new { name = "actors" })).Id();
        Assert.Equal("resource_not_exist", await _server.Other.ErrorAsync($"entity-collections/{id}", HttpStatusCode.NotFound));
        Assert.Equal("resource_not_exist", await _server.Other.ErrorAsync($"entity-collections/{id}/entities", HttpStatusCode.NotFound));
        Assert.Empty((await _server.Other.JsonAsync("entity-collections")).Data());
    }

    private async Task<string[]> NamesAsync(string query) =>
        [.. (await _server.Client.JsonAsync($"entity-collections{query}")).Data().Select(c => c.Text("name")!)];

    private async Task<JsonElement> CreateAsync(object body)
    {
        using var answer = await _server.Client.PostAsJsonAsync("entity-collections", body);
        return await answer.JsonAsync(HttpStatusCode.Created);
    }

    private async Task<JsonElement> PatchAsync(string id, object body)
    {
        using var answer = await _server.Client.PatchAsJsonAsync($"entity-collections/{id}", body);
        return await answer.JsonAsync();
    }
}
