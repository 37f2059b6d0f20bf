using System.Net;
using Reelsight.Core.Errors;
using Reelsight.Server.Hosting;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.Server.Tests.Api.V1_3.Tasks;

public sealed class TaskTests : IAsyncLifetime
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
    public async Task A_task_is_created_with_the_id_of_its_video_and_a_job_to_index_it()
    {
        var task = await _server.UploadAsync(_index, "bytes", "film.mp4", ("user_metadata", """{"a":1}"""));
        Assert.Equal(_index, task.Text("index_id"));
        Assert.Equal("validating", task.Text("status"));
        Assert.Equal("film.mp4", task.GetProperty("system_metadata").Text("filename"));
        Assert.NotEqual(task.Id(), task.Text("video_id"));
        Assert.Equal(Seeds.Kinds.Index, await _server.FindJobAsync(task.Text("video_id")!));
    }

    [Fact]
    public async Task A_url_beside_a_file_wins()
    {
        using var form = Seeds.Form(("index_id", _index), ("video_url", "https://example.test/far.mp4"));
        form.Add(new ByteArrayContent([1, 2]), "video_file", "near.mp4");
        using var answer = await _server.Client.PostAsync("tasks", form);
        var task = await answer.JsonAsync(HttpStatusCode.Created);
        Assert.Equal("far.mp4", task.GetProperty("system_metadata").Text("filename"));
        var video = await _server.Stores.Videos.FindAsync(ReelsightServer.DefaultTenant, _index, task.Text("video_id")!, default);
        Assert.Null(video!.ContentHash);
    }

    [Theory]
    [InlineData("parameter_not_provided", 400, false, true)]
    [InlineData("parameter_not_provided", 400, true, false)]
    public async Task An_index_and_a_source_are_required(string code, int status, bool withIndex, bool withUrl)
    {
        using var form = Seeds.Form([
            .. withIndex ? [("index_id", _index)] : Array.Empty<(string, string)>(),
            .. withUrl ? [("video_url", "http://x/y.mp4")] : Array.Empty<(string, string)>(),
        ]);
        using var answer = await _server.Client.PostAsync("tasks", form);
        Assert.Equal(code, await answer.ErrorAsync((HttpStatusCode)status));
    }

    [Fact]
    public async Task A_failed_task_is_200_and_says_why()
    {
        var task = await _server.UploadAsync(_index, "bytes");
        await _server.FailAsync(_index, task.Text("video_id")!, new Failure("video_file_broken", "The file ends early."));
        var failed = await _server.Client.JsonAsync($"tasks/{task.Id()}");
        Assert.Equal("failed", failed.Text("status"));
        Assert.Equal("video_file_broken", failed.GetProperty("error").Text("code"));
        Assert.Equal("The file ends early.", failed.GetProperty("error").Text("message"));
    }

    [Fact]
    public async Task A_ready_task_shows_the_facts_and_the_stream_of_its_video()
    {
        await _server.ReadyVideoAsync(_index, "film.mp4");
        var task = await _server.Client.JsonAsync($"tasks/{(await _server.Client.JsonAsync("tasks")).Data()[0].Id()}");
        Assert.Equal("ready", task.Text("status"));
        Assert.Equal(12, task.GetProperty("system_metadata").GetProperty("duration").GetDouble());
        Assert.Equal(640, task.GetProperty("system_metadata").GetProperty("width").GetInt32());
        Assert.Equal("COMPLETE", task.GetProperty("hls").Text("status"));
        Assert.False(task.TryGetProperty("error", out _));
    }

    [Fact]
    public async Task A_list_is_filtered_by_index_states_name_and_facts()
    {
        var other = await _server.CreateIndexAsync("others");
        await _server.ReadyVideoAsync(_index, "ready.mp4");
        var failed = await _server.UploadAsync(_index, "f", "failed.mp4");
        await _server.FailAsync(_index, failed.Text("video_id")!, new Failure("x", "y"));
        await _server.UploadAsync(other, "w", "waiting.mp4");

        Assert.Equal(["waiting.mp4", "failed.mp4", "ready.mp4"], await NamesAsync(""));
        Assert.Equal(["failed.mp4", "ready.mp4"], await NamesAsync($"index_id={_index}"));
        Assert.Equal(["failed.mp4", "ready.mp4"], await NamesAsync("status=ready&status=failed"));
        Assert.Equal(["waiting.mp4"], await NamesAsync("status=validating"));
        Assert.Empty(await NamesAsync("status=uploading"));
        Assert.Equal(["failed.mp4"], await NamesAsync("filename=failed.mp4"));
        Assert.Equal(["ready.mp4"], await NamesAsync("duration=12&width=640&height=360"));
        Assert.Equal(["ready.mp4"], await NamesAsync("sort_option=asc&page_limit=1"));
        Assert.Equal("parameter_invalid", await _server.Client.ErrorAsync("tasks?status=odd", HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_task_can_go_only_when_it_is_over_and_a_ready_one_after_its_video()
    {
        var running = await _server.UploadAsync(_index, "running");
        await DeleteAsync(running.Id(), HttpStatusCode.BadRequest);

        await _server.FailAsync(_index, running.Text("video_id")!, new Failure("x", "y"));
        await DeleteAsync(running.Id(), HttpStatusCode.NoContent);
        await DeleteAsync(running.Id(), HttpStatusCode.NotFound);

        var video = await _server.ReadyVideoAsync(_index, "film.mp4");
        var ready = (await _server.Client.JsonAsync("tasks")).Data().Single();
        await DeleteAsync(ready.Id(), HttpStatusCode.BadRequest);
        using var deleted = await _server.Client.DeleteAsync($"indexes/{_index}/videos/{video.Id}");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal("ready", (await _server.Client.JsonAsync($"tasks/{ready.Id()}")).Text("status"));
        await DeleteAsync(ready.Id(), HttpStatusCode.NoContent);
    }

    private async Task<List<string?>> NamesAsync(string query) =>
        [.. (await _server.Client.JsonAsync($"tasks?{query}")).Data().Select(t => t.GetProperty("system_metadata").Text("filename"))];

    private async Task DeleteAsync(string id, HttpStatusCode expected)
    {
        using var answer = await _server.Client.DeleteAsync($"tasks/{id}");
        Assert.Equal(expected, answer.StatusCode);
        if (expected == HttpStatusCode.BadRequest)
        {
            Assert.Equal("task_cannot_be_deleted", await answer.ErrorAsync(expected));
        }
    }
}
