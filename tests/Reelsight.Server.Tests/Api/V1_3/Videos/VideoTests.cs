using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Reelsight.Core.Embeddings;
using Reelsight.Server.Hosting;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.Server.Tests.Api.V1_3.Videos;

public sealed class VideoTests : IAsyncLifetime
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
    public async Task A_list_shows_ready_videos_whole_with_metadata_and_stream()
    {
        var ready = await _server.ReadyVideoAsync(_index, "film.mp4", fields: ("user_metadata", """{"indexName":"x","n":5}"""));
        await _server.UploadAsync(_index, "still waiting");
        var video = (await _server.Client.JsonAsync($"indexes/{_index}/videos")).Data().Single();
        Assert.Equal(ready.Id, video.Id());
        Assert.Equal(ready.AssetId, video.Text("asset_id"));
        Assert.Equal("film.mp4", video.GetProperty("system_metadata").Text("filename"));
        Assert.Equal(12, video.GetProperty("system_metadata").GetProperty("duration").GetDouble());
        Assert.Equal(25, video.GetProperty("system_metadata").GetProperty("fps").GetDouble());
        Assert.Equal("x", video.GetProperty("user_metadata").Text("indexName"));
        Assert.EndsWith(".m3u8", video.GetProperty("hls").Text("video_url"), StringComparison.Ordinal);
        Assert.Equal("COMPLETE", video.GetProperty("hls").Text("status"));
        Assert.Single(video.GetProperty("hls").GetProperty("thumbnail_urls").EnumerateArray());
        Assert.NotNull(video.Text("indexed_at"));
        Assert.False(video.TryGetProperty("embedding", out _));
    }

    [Fact]
    public async Task A_video_that_was_not_stored_for_streaming_has_no_stream()
    {
        var video = await _server.ReadyVideoAsync(_index, "film.mp4", fields: ("enable_video_stream", "false"));
        Assert.False((await GetAsync(video.Id)).TryGetProperty("hls", out _));
    }

    [Fact]
    public async Task Embeddings_are_clip_vectors_and_the_mean_of_what_is_said_in_a_clip()
    {
        var clips = new float[2 * 512];
        clips[0] = 1;
        var described = Seeds.Spoken((0, 2, "first"), (2, 4, "second"), (7, 8, "third")) with
        {
            Vectors = [new VectorSet("reelsight-2", VectorUnit.Clip, 512, clips)],
        };
        var video = await _server.ReadyVideoAsync(_index, "film.mp4", described);

        var embedding = (await GetAsync(video.Id, "embedding_option=visual&embedding_option=transcription")).GetProperty("embedding");
        Assert.Equal("marengo3.0", embedding.Text("model_name"));
        var segments = embedding.GetProperty("video_embedding").GetProperty("segments").EnumerateArray().ToArray();
        Assert.Equal(["visual", "transcription", "transcription"], segments.Select(s => s.Text("embedding_option")));
        Assert.All(segments, s => Assert.Equal(512, s.GetProperty("float").GetArrayLength()));
        Assert.All(segments, s => Assert.Equal("clip", s.Text("embedding_scope")));
        Assert.Equal([0, 0, 6], segments.Select(s => s.GetProperty("start_offset_sec").GetDouble()));
        Assert.Equal([6, 6, 12], segments.Select(s => s.GetProperty("end_offset_sec").GetDouble()));
        Assert.Equal(1, segments[0].GetProperty("float")[0].GetDouble(), 2);
        Assert.All(segments, s => Assert.Equal(1, s.GetProperty("float").EnumerateArray().Sum(n => n.GetDouble() * n.GetDouble()), 2));
        Assert.NotEqual(segments[1].GetProperty("float").GetRawText(), segments[2].GetProperty("float").GetRawText());
    }

    [Fact]
    public async Task A_ready_video_of_which_nothing_is_known_has_an_embedding_without_segments()
    {
        var video = await _server.ReadyVideoAsync(_index, "film.mp4");
        var embedding = (await GetAsync(video.Id, "embedding_option=visual,audio")).GetProperty("embedding");
        Assert.Empty(embedding.GetProperty("video_embedding").GetProperty("segments").EnumerateArray());
        Assert.Equal(
            "parameter_invalid",
            await _server.Client.ErrorAsync($"indexes/{_index}/videos/{video.Id}?embedding_option=smell", HttpStatusCode.BadRequest)
        );
    }

    [Fact]
    public async Task A_transcription_is_phrases_or_null_and_absent_unless_asked_for()
    {
        var spoken = await _server.ReadyVideoAsync(_index, "spoken.mp4", Seeds.Spoken((1, 2.5, "hello there")));
        var silent = await _server.ReadyVideoAsync(_index, "silent.mp4");

        Assert.Equal(
            """[{"start":1,"end":2.5,"value":"hello there"}]""",
            (await GetAsync(spoken.Id, "transcription=true")).GetProperty("transcription").GetRawText()
        );
        Assert.Equal(JsonValueKind.Null, (await GetAsync(silent.Id, "transcription=true")).GetProperty("transcription").ValueKind);
        Assert.False((await GetAsync(spoken.Id)).TryGetProperty("transcription", out _));
    }

    [Theory]
    [InlineData("filename=b.mp4", "b.mp4")]
    [InlineData("duration%5Bgte%5D=20", "b.mp4")]
    [InlineData("duration[gte]=1&duration[lte]=9", "")]
    [InlineData("width=640&sort_option=asc", "a.mp4 b.mp4")]
    [InlineData("size[lte]=1", "")]
    [InlineData("category=sports", "a.mp4")]
    [InlineData("n=5", "a.mp4")]
    [InlineData("n=5.0", "a.mp4")]
    [InlineData("n[gte]=5.5", "b.mp4")]
    [InlineData("flag=true", "b.mp4")]
    [InlineData("category=sports&n=9.5", "")]
    [InlineData("user_metadata={\"category\":\"sports\",\"n\":5}", "a.mp4")]
    [InlineData("user_metadata={\"n\":{\"gte\":9}}", "b.mp4")]
    [InlineData("user_metadata={\"n\":\"5\"}", "")]
    [InlineData("created_at=2099-01-01", "")]
    [InlineData("page=7", "")]
    public async Task A_list_is_filtered_by_facts_and_typed_user_metadata(string query, string names)
    {
        await _server.ReadyVideoAsync(_index, "a.mp4", fields: ("user_metadata", """{"category":"sports","n":5}"""));
        await _server.ReadyVideoAsync(
            _index,
            "b.mp4",
            change: v => v with { DurationSec = 30 },
            fields: ("user_metadata", """{"n":9.5,"flag":true}""")
        );
        var data = (await _server.Client.JsonAsync($"indexes/{_index}/videos?{query}")).Data();
        Assert.Equal(names, string.Join(' ', data.Select(v => v.GetProperty("system_metadata").Text("filename"))));
    }

    [Theory]
    [InlineData("duration=long")]
    [InlineData("fps[gte]=x")]
    [InlineData("duration[gt]=6")]
    [InlineData("created_at[gte]=2025-01-01")]
    [InlineData("user_metadata=[1]")]
    [InlineData("user_metadata={\"a\":[1]}")]
    public async Task A_filter_that_cannot_be_read_is_refused(string query) =>
        Assert.Equal("parameter_invalid", await _server.Client.ErrorAsync($"indexes/{_index}/videos?{query}", HttpStatusCode.BadRequest));

    [Fact]
    public async Task PUT_sets_the_title_and_changes_metadata_key_by_key()
    {
        var video = await _server.ReadyVideoAsync(_index, "film.mp4", fields: ("user_metadata", """{"keep":1,"drop":"x"}"""));
        using var answer = await _server.Client.PutAsJsonAsync(
            $"indexes/{_index}/videos/{video.Id}",
            new { video_title = "A film", user_metadata = new { drop = (string?)null, add = true } }
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        var changed = await GetAsync(video.Id);
        Assert.Equal("A film", changed.GetProperty("system_metadata").Text("video_title"));
        Assert.Equal("film.mp4", changed.GetProperty("system_metadata").Text("filename"));
        Assert.Equal("""{"keep":1,"add":true}""", changed.GetProperty("user_metadata").GetRawText());
    }

    [Fact]
    public async Task PATCH_answers_204_and_can_delete_the_last_key()
    {
        var video = await _server.ReadyVideoAsync(_index, "film.mp4", fields: ("user_metadata", """{"only":1}"""));
        using var answer = await _server.Client.PatchAsync(
            $"indexes/{_index}/videos/{video.Id}",
            new StringContent("""{"user_metadata":{"only":null}}""", Encoding.UTF8, "application/json")
        );
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("{}", (await GetAsync(video.Id)).GetProperty("user_metadata").GetRawText());
    }

    [Theory]
    [InlineData("""{"user_metadata":{"a":{"b":1}}}""")]
    [InlineData("""{"user_metadata":[1]}""")]
    [InlineData("""{"video_title":5}""")]
    public async Task A_change_that_breaks_a_rule_is_refused(string body)
    {
        var video = await _server.ReadyVideoAsync(_index, "film.mp4");
        using var answer = await _server.Client.PutAsync(
            $"indexes/{_index}/videos/{video.Id}",
            new StringContent(body, Encoding.UTF8, "application/json")
        );
        Assert.Equal("parameter_invalid", await answer.ErrorAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Deleting_a_video_answers_204_and_its_index_counts_one_less()
    {
        var video = await _server.ReadyVideoAsync(_index, "film.mp4");
        Assert.Equal(1, (await _server.Client.JsonAsync($"indexes/{_index}")).GetProperty("video_count").GetInt32());
        using var answer = await _server.Client.DeleteAsync($"indexes/{_index}/videos/{video.Id}");
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(0, (await _server.Client.JsonAsync($"indexes/{_index}")).GetProperty("video_count").GetInt32());
        Assert.Equal("resource_not_exist", await _server.Client.ErrorAsync($"indexes/{_index}/videos/{video.Id}", HttpStatusCode.NotFound));
        Assert.Equal(
            "ready",
            (await _server.Stores.Assets.FindAsync(ReelsightServer.DefaultTenant, video.AssetId, default)) is null ? "gone" : "ready"
        );
    }

    [Fact]
    public async Task A_video_is_found_only_through_its_own_index()
    {
        var video = await _server.ReadyVideoAsync(_index, "film.mp4");
        var other = await _server.CreateIndexAsync("others");
        Assert.Equal("resource_not_exist", await _server.Client.ErrorAsync($"indexes/{other}/videos/{video.Id}", HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Deleting_an_index_takes_its_videos_and_tasks_along()
    {
        await _server.ReadyVideoAsync(_index, "film.mp4");
        using var answer = await _server.Client.DeleteAsync($"indexes/{_index}");
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Empty((await _server.Client.JsonAsync("tasks")).Data());
        Assert.Equal("resource_not_exist", await _server.Client.ErrorAsync($"indexes/{_index}/videos", HttpStatusCode.NotFound));
    }

    private Task<JsonElement> GetAsync(string id, string query = "") => _server.Client.JsonAsync($"indexes/{_index}/videos/{id}?{query}");
}
