using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Reelsight.Core.Errors;
using Reelsight.Server.Hosting;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.Server.Tests.Api.V1_3.Assets;

/// <summary>Which entities an asset shows, and what becomes of them when it is deleted.</summary>
public sealed class AssetEntityTests : IAsyncLifetime
{
    private RunningServer _server = null!;
    private string _collection = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.StartAsync();
        using var answer = await _server.Client.PostAsJsonAsync("entity-collections", new { name = "people" });
        _collection = (await answer.JsonAsync(HttpStatusCode.Created)).Id();
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task The_entities_of_an_asset_are_listed_whole_in_pages()
    {
        var (shared, own) = (await _server.AddAssetAsync(), await _server.AddAssetAsync());
        var ann = await EntityAsync("ann", shared, own);
        await EntityAsync("ben", shared);
        Assert.Equal(["ann", "ben"], (await ListAsync(shared)).Select(e => e.Text("name")).Order());
        Assert.Equal(ann, Assert.Single(await ListAsync(own)).GetRawText());
        Assert.Empty(await ListAsync(shared, "?page=2"));
        Assert.Equal(
            "parameter_invalid",
            await _server.Client.ErrorAsync($"assets/{shared}/entities?page_limit=51", HttpStatusCode.BadRequest)
        );
        Assert.Equal(
            "resource_not_exist",
            await _server.Client.ErrorAsync("assets/0123456789abcdef01234567/entities", HttpStatusCode.NotFound)
        );
    }

    [Fact]
    public async Task A_deleted_asset_is_unlinked_and_an_entity_without_pictures_waits_and_says_why()
    {
        var (gone, kept) = (await _server.AddAssetAsync(), await _server.AddAssetAsync());
        await EntityAsync("both", gone, kept);
        await EntityAsync("only", gone);
        using var deleted = await _server.Client.DeleteAsync($"assets/{gone}");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);

        var left = (await _server.Client.JsonAsync($"entity-collections/{_collection}/entities?sort_by=name&sort_option=asc")).Data();
        Assert.Equal([kept], left[0].GetProperty("asset_ids").EnumerateArray().Select(a => a.GetString()));
        Assert.Equal(0, left[1].GetProperty("asset_ids").GetArrayLength());
        Assert.Equal("processing", left[1].Text("status"));
        Assert.Contains("Add assets", left[1].GetProperty("error").Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entity_that_a_bad_picture_held_up_is_looked_at_again_once_the_picture_is_gone()
    {
        var (bad, good) = (await _server.AddAssetAsync(), await _server.AddAssetAsync());
        using var entity = JsonDocument.Parse(await EntityAsync("ann", bad, good));
        var id = entity.RootElement.Id();
        await _server.Stores.Queue.CancelAsync(ReelsightServer.DefaultTenant, id, default);
        await _server.Stores.Entities.UpdateAsync(
            ReelsightServer.DefaultTenant,
            id,
            e => e with { Failure = new Failure("x", "The picture is broken.") },
            [],
            default
        );

        using var deleted = await _server.Client.DeleteAsync($"assets/{bad}");
        Assert.Null((await _server.Stores.Entities.FindAsync(ReelsightServer.DefaultTenant, id, default))!.Failure);
        Assert.NotNull(await _server.FindJobAsync(id));
    }

    private async Task<string> EntityAsync(string name, params string[] assets)
    {
        using var answer = await _server.Client.PostAsJsonAsync(
            $"entity-collections/{_collection}/entities",
            new { name, asset_ids = assets }
        );
        return (await answer.JsonAsync(HttpStatusCode.Created)).GetRawText();
    }

    private async Task<JsonElement[]> ListAsync(string asset, string query = "") =>
        (await _server.Client.JsonAsync($"assets/{asset}/entities{query}")).Data();
}
