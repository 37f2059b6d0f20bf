using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.TestSupport;

namespace Reelsight.Server.Tests.Api.ReelsightV1.SavedSearches;

/// <summary>Questions that are asked of new footage by themselves.</summary>
public sealed class SavedSearchTests : IAsyncLifetime
{
    private const string Root = "/reelsight/v1/saved-searches";
    private readonly ManualClock _clock = new();
    private RunningServer _server = null!;
    private string _index = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.StartAsync(s => s with { AllowPrivateUrls = true }, _clock);
        _index = await _server.CreateIndexAsync("films");
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_new_video_that_answers_is_counted_until_its_owner_has_looked()
    {
        var id = (await CreateAsync(new { index_id = _index, query_text = "holiday" })).Id();
        var video = await _server.ReadyVideoAsync(_index, "holiday in norway.mp4");
        await _server.EndAsync(video);
        await _server.EndAsync(await _server.ReadyVideoAsync(_index, "invoice.mp4"));

        var saved = await _server.Client.JsonAsync($"{Root}/{id}");
        Assert.Equal(1, saved.GetProperty("new_videos").GetInt32());
        Assert.Equal(1, saved.GetProperty("new_hits").GetInt32());
        Assert.Equal(video.Id, Assert.Single(saved.GetProperty("alerts").EnumerateArray()).Text("video_id"));

        using var seen = await _server.Client.PatchAsJsonAsync(
            new Uri($"{Root}/{id}", UriKind.Relative),
            new { seen = true, name = "trips" }
        );
        var after = await seen.JsonAsync();
        Assert.Equal(0, after.GetProperty("new_hits").GetInt32());
        Assert.Equal("trips", after.Text("name"));
        Assert.True(Assert.Single(after.GetProperty("alerts").EnumerateArray()).GetProperty("seen").GetBoolean());
    }

    [Fact]
    public async Task A_video_is_counted_once_however_often_its_end_is_told()
    {
        var id = (await CreateAsync(new { index_id = _index, query_text = "holiday" })).Id();
        var video = await _server.ReadyVideoAsync(_index, "holiday.mp4");
        await _server.EndAsync(video);
        await _server.EndAsync(video);
        Assert.Equal(1, (await _server.Client.JsonAsync($"{Root}/{id}")).GetProperty("new_videos").GetInt32());
    }

    [Fact]
    public async Task Webhooks_are_told_what_was_found_for_which_search()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        using var webhook = await _server.Client.PostAsJsonAsync(
            new Uri("/reelsight/v1/webhooks", UriKind.Relative),
            new { url = receiver.Url, events = new[] { "saved_search.matched" } }
        );
        Assert.Equal(HttpStatusCode.Created, webhook.StatusCode);
        var id = (
            await CreateAsync(
                new
                {
                    index_id = _index,
                    query_text = "holiday",
                    name = "trips",
                }
            )
        ).Id();
        var video = await _server.ReadyVideoAsync(_index, "holiday.mp4");
        await _server.EndAsync(video);
        while (await _server.Worker.RunNextAsync(default)) { }

        using var json = JsonDocument.Parse(Assert.Single(receiver.Received).Body);
        Assert.Equal("saved_search.matched", json.RootElement.Text("type"));
        var data = json.RootElement.GetProperty("data");
        Assert.Equal((id, "trips", video.Id), (data.Text("id"), data.Text("name"), data.Text("video_id")));
    }

    [Fact]
    public async Task Another_index_and_another_account_are_not_asked()
    {
        var id = (await CreateAsync(new { index_id = _index, query_text = "holiday" })).Id();
        var other = await _server.CreateIndexAsync("others");
        await _server.EndAsync(await _server.ReadyVideoAsync(other, "holiday.mp4"));
        Assert.Equal(0, (await _server.Client.JsonAsync($"{Root}/{id}")).GetProperty("new_videos").GetInt32());
        Assert.Empty((await _server.Other.JsonAsync(Root)).Data());
        Assert.Empty((await _server.Client.JsonAsync($"{Root}?index_id={other}")).Data());
    }

    [Fact]
    public async Task A_search_goes_with_its_index()
    {
        await CreateAsync(new { index_id = _index, query_text = "holiday" });
        using var answer = await _server.Client.DeleteAsync(new Uri($"indexes/{_index}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Empty((await _server.Client.JsonAsync(Root)).Data());
    }

    [Theory]
    [InlineData("""{"query_text":"dog"}""", "parameter_not_provided")]
    [InlineData("""{"index_id":"INDEX"}""", "parameter_not_provided")]
    [InlineData("""{"index_id":"INDEX","query_text":" "}""", "parameter_not_provided")]
    [InlineData("""{"index_id":"INDEX","query_text":"dog","threshold":"none"}""", "parameter_invalid")]
    [InlineData("""{"index_id":"INDEX","query_text":"<@0123456789abcdef01234567>"}""", "parameter_invalid")]
    [InlineData("""{"index_id":"INDEX","query_text":"dog","name":""}""", "parameter_invalid")]
    [InlineData("""{"index_id":"INDEX","query_text":"dog","search_options":["smell"]}""", "search_option_not_supported")]
    public async Task What_cannot_be_asked_is_refused(string body, string code)
    {
        using var content = new StringContent(
            body.Replace("INDEX", _index, StringComparison.Ordinal),
            System.Text.Encoding.UTF8,
            "application/json"
        );
        using var answer = await _server.Client.PostAsync(new Uri(Root, UriKind.Relative), content);
        Assert.Equal(code, await answer.ErrorAsync(HttpStatusCode.BadRequest));
    }

    private async Task<JsonElement> CreateAsync(object body)
    {
        using var answer = await _server.Client.PostAsJsonAsync(new Uri(Root, UriKind.Relative), body);
        return await answer.JsonAsync(HttpStatusCode.Created);
    }
}
