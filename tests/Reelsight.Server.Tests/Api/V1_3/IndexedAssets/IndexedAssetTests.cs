using System.Net;
using System.Net.Http.Json;
using Reelsight.Core.Errors;
using Reelsight.Server.Hosting;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Tests.Api.V1_3.IndexedAssets;

public sealed class IndexedAssetTests : IAsyncLifetime
{
    private RunningServer _server = null!;
    private string _index = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.StartAsync();
        _index = await _server.CreateIndexAsync("films");
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_ready_asset_is_indexed_and_has_one_id_as_video_and_as_indexed_asset()
    {
        var video = await _server.ReadyVideoAsync(_index, "film.mp4");
        var asset = (await _server.Stores.Assets.FindAsync(ReelsightServer.DefaultTenant, video.AssetId, default))!;
        await _server.Stores.Assets.UpdateAsync(asset with { Status = AssetStatus.Ready, DurationSec = 9 }, default);

        var other = await _server.CreateIndexAsync("others");
        using var answer = await _server.Client.PostAsJsonAsync(
            $"indexes/{other}/indexed-assets",
            new { asset_id = asset.Id, user_metadata = new { a = 1 } }
        );
        var created = await answer.JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal(asset.Id, created.Text("asset_id"));

        var indexed = await _server.Client.JsonAsync($"indexes/{other}/indexed-assets/{created.Id()}");
        Assert.Equal("pending", indexed.Text("status"));
        Assert.Equal(9, indexed.GetProperty("system_metadata").GetProperty("duration").GetDouble());
        Assert.Equal("""{"a":1}""", indexed.GetProperty("user_metadata").GetRawText());
        Assert.False(indexed.TryGetProperty("hls", out _));
        Assert.Equal(created.Id(), (await _server.Client.JsonAsync($"indexes/{other}/videos/{created.Id()}")).Id());
        Assert.Equal(Seeds.Kinds.Index, await _server.FindJobAsync(created.Id()));
    }

    [Fact]
    public async Task An_asset_that_is_not_ready_is_refused()
    {
        var video = await _server.ReadyVideoAsync(_index, "film.mp4");
        using var answer = await _server.Client.PostAsJsonAsync($"indexes/{_index}/indexed-assets", new { asset_id = video.AssetId });
        Assert.Equal("parameter_invalid", await answer.ErrorAsync(HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData("{}", "parameter_not_provided", 400)]
    [InlineData("""{"asset_id":"junk"}""", "parameter_invalid", 400)]
    [InlineData("""{"asset_id":"0123456789abcdef01234567"}""", "resource_not_exist", 404)]
    [InlineData("""{"asset_id":"0123456789abcdef01234567","enable_video_stream":"yes"}""", "parameter_invalid", 400)]
    public async Task A_body_that_breaks_a_rule_is_refused(string body, string code, int status)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await _server.Client.PostAsync($"indexes/{_index}/indexed-assets", content);
        Assert.Equal(code, await answer.ErrorAsync((HttpStatusCode)status));
    }

    [Fact]
    public async Task A_list_holds_every_state_and_is_filtered_by_states_and_metadata()
    {
        await _server.ReadyVideoAsync(_index, "ready.mp4", fields: ("user_metadata", """{"category":"x"}"""));
        var failed = await _server.UploadAsync(_index, "f", "failed.mp4");
        await _server.FailAsync(_index, failed.Text("video_id")!, new Failure("video_file_broken", "It ends early."));

        Assert.Equal(["failed", "ready"], await StatusesAsync(""));
        Assert.Equal(["ready"], await StatusesAsync("status=ready&status=queued"));
        Assert.Equal(["ready"], await StatusesAsync("user_metadata={\"category\":\"x\"}"));
        Assert.Equal(
            "parameter_invalid",
            await _server.Client.ErrorAsync($"indexes/{_index}/indexed-assets?status=odd", HttpStatusCode.BadRequest)
        );
        var shown = await _server.Client.JsonAsync($"indexes/{_index}/indexed-assets/{failed.Text("video_id")}");
        Assert.Equal("It ends early.", shown.GetProperty("error").Text("message"));
    }

    [Fact]
    public async Task What_an_asset_was_indexed_as_is_listed_by_the_asset_with_the_index()
    {
        var video = await _server.ReadyVideoAsync(_index, "film.mp4");
        var path = $"assets/{video.AssetId}/indexed-assets";
        var listed = Assert.Single((await _server.Client.JsonAsync(path)).Data());
        Assert.Equal($$$"""{"_id":"{{{video.Id}}}","index":{"_id":"{{{_index}}}","name":"films"}}""", listed.GetRawText());
        Assert.Empty((await _server.Client.JsonAsync($"{path}?page=2")).Data());
        Assert.Equal(
            1,
            (await _server.Client.JsonAsync($"{path}?page=2")).GetProperty("page_info").GetProperty("total_results").GetInt32()
        );
        Assert.Equal("parameter_invalid", await _server.Client.ErrorAsync($"{path}?page_limit=51", HttpStatusCode.BadRequest));
        Assert.Equal(
            "resource_not_exist",
            await _server.Client.ErrorAsync("assets/0123456789abcdef01234567/indexed-assets", HttpStatusCode.NotFound)
        );
    }

    [Fact]
    public async Task PATCH_changes_metadata_key_by_key_and_DELETE_leaves_the_asset()
    {
        var video = await _server.ReadyVideoAsync(_index, "film.mp4", fields: ("user_metadata", """{"keep":1,"drop":2}"""));
        var path = $"indexes/{_index}/indexed-assets/{video.Id}";
        using var changed = await _server.Client.PatchAsync(
            path,
            JsonContent.Create(new { user_metadata = new { drop = (string?)null, add = true } })
        );
        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        Assert.Equal("""{"keep":1,"add":true}""", (await _server.Client.JsonAsync(path)).GetProperty("user_metadata").GetRawText());
        using var nothing = await _server.Client.PatchAsync(path, JsonContent.Create(new { }));
        Assert.Equal(HttpStatusCode.NoContent, nothing.StatusCode);

        using var deleted = await _server.Client.DeleteAsync(path);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal("resource_not_exist", await _server.Client.ErrorAsync(path, HttpStatusCode.NotFound));
        Assert.Equal(video.AssetId, (await _server.Client.JsonAsync($"assets/{video.AssetId}")).Id());
    }

    [Fact]
    public async Task Details_come_with_embeddings_and_transcription_when_asked_for()
    {
        var video = await _server.ReadyVideoAsync(_index, "spoken.mp4", Seeds.Spoken((1, 2.5, "hello there")));
        var detail = await _server.Client.JsonAsync(
            $"indexes/{_index}/indexed-assets/{video.Id}?embedding_option=visual&transcription=true"
        );
        Assert.Equal("ready", detail.Text("status"));
        Assert.Empty(detail.GetProperty("embedding").GetProperty("video_embedding").GetProperty("segments").EnumerateArray());
        Assert.Equal("hello there", detail.GetProperty("transcription")[0].Text("value"));
    }

    private async Task<List<string?>> StatusesAsync(string query) =>
        [.. (await _server.Client.JsonAsync($"indexes/{_index}/indexed-assets?{query}")).Data().Select(a => a.Text("status"))];
}
