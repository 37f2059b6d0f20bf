using System.Net;
using System.Net.Http.Json;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.Server.Tests.Api;

/// <summary>Another tenant's key finds nothing of what the first tenant has: not to read, change, delete, or build upon.</summary>
public sealed class TenantIsolationTests : IAsyncLifetime
{
    private RunningServer _server = null!;
    private string _index = null!,
        _video = null!,
        _asset = null!,
        _task = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.StartAsync();
        _index = await _server.CreateIndexAsync("films");
        var video = await _server.ReadyVideoAsync(_index, "film.mp4");
        (_video, _asset) = (video.Id, video.AssetId);
        _task = (await _server.Client.JsonAsync("tasks")).Data()[0].Id();
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("GET", "indexes/{index}")]
    [InlineData("PUT", "indexes/{index}")]
    [InlineData("DELETE", "indexes/{index}")]
    [InlineData("GET", "assets/{asset}")]
    [InlineData("DELETE", "assets/{asset}?force=true")]
    [InlineData("PATCH", "assets/{asset}/user-metadata")]
    [InlineData("PUT", "assets/{asset}/user-metadata")]
    [InlineData("DELETE", "assets/{asset}/user-metadata")]
    [InlineData("GET", "assets/{asset}/indexed-assets")]
    [InlineData("GET", "assets/{asset}/transcription")]
    [InlineData("GET", "tasks/{task}")]
    [InlineData("DELETE", "tasks/{task}")]
    [InlineData("GET", "indexes/{index}/videos")]
    [InlineData("GET", "indexes/{index}/videos/{video}")]
    [InlineData("PUT", "indexes/{index}/videos/{video}")]
    [InlineData("PATCH", "indexes/{index}/videos/{video}")]
    [InlineData("DELETE", "indexes/{index}/videos/{video}")]
    [InlineData("POST", "indexes/{index}/indexed-assets")]
    [InlineData("GET", "indexes/{index}/indexed-assets")]
    [InlineData("GET", "indexes/{index}/indexed-assets/{video}")]
    [InlineData("PATCH", "indexes/{index}/indexed-assets/{video}")]
    [InlineData("DELETE", "indexes/{index}/indexed-assets/{video}")]
    public async Task A_foreign_record_is_404_and_stays_as_it_is(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Fill(path));
        if (method is "PUT" or "PATCH" or "POST")
        {
            request.Content = JsonContent.Create(
                new
                {
                    index_name = "taken over",
                    video_title = "taken over",
                    asset_id = _asset,
                    user_metadata = new { taken = "over" },
                }
            );
        }

        using var answer = await _server.Other.SendAsync(request);
        Assert.Equal("resource_not_exist", await answer.ErrorAsync(HttpStatusCode.NotFound));

        Assert.Equal("films", (await _server.Client.JsonAsync($"indexes/{_index}")).Text("index_name"));
        Assert.NotEqual(
            "taken over",
            (await _server.Client.JsonAsync($"indexes/{_index}/videos/{_video}")).GetProperty("system_metadata").Text("video_title")
        );
        Assert.False((await _server.Client.JsonAsync($"assets/{_asset}")).TryGetProperty("user_metadata", out _));
        await _server.Client.JsonAsync($"tasks/{_task}");
    }

    [Theory]
    [InlineData("indexes")]
    [InlineData("assets")]
    [InlineData("assets?asset_ids={asset}")]
    [InlineData("tasks")]
    [InlineData("tasks?index_id={index}")]
    public async Task A_list_holds_nothing_of_another_tenant(string path) =>
        Assert.Empty((await _server.Other.JsonAsync(Fill(path))).Data());

    [Theory]
    [InlineData("tasks", "video_url=http://example.test/a.mp4")]
    [InlineData("search", "query_text=car", "search_options=visual")]
    public async Task A_foreign_index_cannot_be_used(string path, params string[] fields)
    {
        using var form = Seeds.Form([("index_id", _index), .. fields.Select(f => (f.Split('=')[0], f.Split('=')[1]))]);
        using var answer = await _server.Other.PostAsync(path, form);
        Assert.Equal("resource_not_exist", await answer.ErrorAsync(HttpStatusCode.NotFound));
    }

    private string Fill(string path) =>
        path.Replace("{index}", _index, StringComparison.Ordinal)
            .Replace("{video}", _video, StringComparison.Ordinal)
            .Replace("{asset}", _asset, StringComparison.Ordinal)
            .Replace("{task}", _task, StringComparison.Ordinal);
}
