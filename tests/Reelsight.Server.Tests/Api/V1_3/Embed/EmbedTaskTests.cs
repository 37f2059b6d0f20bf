using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Reelsight.Server.Hosting;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.TestSupport;
using static Reelsight.Server.Tests.Api.V1_3.Embed.EmbeddingSamples;

namespace Reelsight.Server.Tests.Api.V1_3.Embed;

/// <summary>Embedding tasks of both families, from creation to their vectors.</summary>
public sealed class EmbedTaskTests
{
    [Fact]
    public async Task A_task_of_a_form_becomes_ready_and_answers_with_the_options_asked_for()
    {
        await using var server = await RunningServer.StartAsync(s => s with { Workers = 1 });
        using var form = Seeds.Form(
            ("model_name", "Marengo-retrieval-2.7"),
            ("video_clip_length", "4"),
            ("video_start_offset_sec", "0"),
            ("video_end_offset_sec", "8"),
            ("video_embedding_scope", "clip"),
            ("video_embedding_scope", "video")
        );
        form.Add(File(Film), "video_file", "hello.mp4");
        using var created = await server.Client.PostAsync("embed/tasks", form);
        var id = (await created.JsonAsync(HttpStatusCode.Created)).Id();

        var status = await server.WaitUntilDoneAsync($"embed/tasks/{id}/status");
        Assert.Equal(("ready", "Marengo-retrieval-2.7"), (status.Text("status"), status.Text("model_name")));
        var metadata = status.GetProperty("video_embedding").GetProperty("metadata");
        Assert.Equal("hello.mp4", metadata.Text("input_filename"));
        Assert.Equal(["clip", "video"], metadata.GetProperty("video_embedding_scope").EnumerateArray().Select(s => s.GetString()));
        Assert.False(status.GetProperty("video_embedding").TryGetProperty("segments", out _));

        var task = await server.Client.JsonAsync($"embed/tasks/{id}?embedding_option=visual");
        var segments = task.GetProperty("video_embedding").GetProperty("segments").EnumerateArray().ToList();
        Assert.Equal(
            [(0, 4, "clip"), (4, 8, "clip"), (0, 8, "video")],
            segments.Select(s =>
                (s.GetProperty("start_offset_sec").GetInt32(), s.GetProperty("end_offset_sec").GetInt32(), s.Text("embedding_scope")!)
            )
        );
        Assert.All(segments, s => s.Vector("float"));
        Assert.Equal(
            "parameter_invalid",
            await server.Client.ErrorAsync($"embed/tasks/{id}?embedding_option=smell", HttpStatusCode.BadRequest)
        );

        // The other family does not see it.
        Assert.Equal("resource_not_exist", await server.Client.ErrorAsync($"embed-v2/tasks/{id}", HttpStatusCode.NotFound));
        Assert.Empty((await server.Client.JsonAsync("embed-v2/tasks")).Data());
        Assert.Equal(id, Assert.Single((await server.Client.JsonAsync("embed/tasks?status=ready")).Data()).Id());
    }

    [Fact]
    public async Task A_task_about_an_asset_outlives_it_and_one_that_does_not_fit_its_media_says_why()
    {
        await using var server = await RunningServer.StartAsync(s => s with { Workers = 1 });
        using var upload = Seeds.Form(("method", "direct"));
        upload.Add(File(Sound), "file", "debian.mp3");
        using var uploaded = await server.Client.PostAsync("assets", upload);
        var asset = (await server.WaitUntilDoneAsync($"assets/{(await uploaded.JsonAsync(HttpStatusCode.Created)).Id()}")).Id();

        using var created = await server.Client.PostAsJsonAsync(
            "embed-v2/tasks",
            Body("audio", new { media_source = new { asset_id = asset } })
        );
        var task = await created.JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal("processing", task.Text("status"));
        Assert.Equal(JsonValueKind.Null, task.GetProperty("data").ValueKind);
        using var wrong = await server.Client.PostAsJsonAsync(
            "embed-v2/tasks",
            Body("video", new { media_source = new { asset_id = asset } })
        );
        var unfit = (await wrong.JsonAsync(HttpStatusCode.Accepted)).Id();
        using var deleted = await server.Client.DeleteAsync(new Uri($"assets/{asset}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);

        var ready = await server.WaitUntilDoneAsync($"embed-v2/tasks/{task.Id()}");
        Assert.Equal("ready", ready.Text("status"));
        Assert.Equal(["audio", "audio", "transcription", "transcription"], ready.Data().Select(d => d.Text("embedding_option")));
        Assert.Equal("debian.mp3", ready.GetProperty("metadata").Text("input_filename"));
        var failed = await server.WaitUntilDoneAsync($"embed-v2/tasks/{unfit}");
        Assert.Equal("failed", failed.Text("status"));
        Assert.Contains("a video is needed", failed.GetProperty("error").Text("message"), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, failed.GetProperty("data").ValueKind);
        Assert.Equal(
            [unfit, task.Id()],
            (await server.Client.JsonAsync("embed-v2/tasks")).Data().Select(t => t.Id()).OrderByDescending(id => id == unfit)
        );
    }

    [Fact]
    public async Task A_task_is_forgotten_after_seven_days_with_its_bytes()
    {
        var clock = new ManualClock();
        await using var server = await RunningServer.StartAsync(clock: clock);
        var id = await CreateAsync(server, Sound);
        clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(1));
        await server.Client.JsonAsync($"embed-v2/tasks/{id}");
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("resource_not_exist", await server.Client.ErrorAsync($"embed-v2/tasks/{id}", HttpStatusCode.NotFound));
        Assert.Empty((await server.Client.JsonAsync("embed-v2/tasks")).Data());

        var hash = (await server.Stores.EmbeddingTasks.FindAsync(ReelsightServer.DefaultTenant, id, default))!.ContentHash!;
        await CreateAsync(server, Picture);
        Assert.Null(await server.Stores.EmbeddingTasks.FindAsync(ReelsightServer.DefaultTenant, id, default));
        Assert.Null(server.Stores.Blobs.FindPath(ReelsightServer.DefaultTenant, hash));
    }

    [Fact]
    public async Task Another_tenant_sees_no_task_and_lists_come_in_pages_by_time()
    {
        var clock = new ManualClock();
        await using var server = await RunningServer.StartAsync(clock: clock);
        var first = await CreateAsync(server, Sound);
        clock.Advance(TimeSpan.FromHours(1));
        var between = clock.GetUtcNow().ToString("O");
        clock.Advance(TimeSpan.FromHours(1));
        var second = await CreateAsync(server, Sound);

        var page = await server.Client.JsonAsync("embed-v2/tasks?page_limit=1");
        Assert.Equal(second, Assert.Single(page.Data()).Id());
        Assert.Equal(
            "audio",
            page.Data()[0].GetProperty("audio_embedding").GetProperty("metadata").GetProperty("audio_embedding_option")[0].GetString()
        );
        Assert.Equal(2, page.GetProperty("page_info").GetProperty("total_results").GetInt32());
        Assert.Empty((await server.Client.JsonAsync("embed-v2/tasks?page_limit=1&page=3")).Data());
        Assert.Equal(
            second,
            Assert.Single((await server.Client.JsonAsync($"embed-v2/tasks?started_at={Uri.EscapeDataString(between)}")).Data()).Id()
        );
        Assert.Equal(
            first,
            Assert.Single((await server.Client.JsonAsync($"embed-v2/tasks?ended_at={Uri.EscapeDataString(between)}")).Data()).Id()
        );
        Assert.Empty((await server.Client.JsonAsync("embed-v2/tasks?status=failed")).Data());
        Assert.Equal("parameter_invalid", await server.Client.ErrorAsync("embed-v2/tasks?status=tired", HttpStatusCode.BadRequest));

        Assert.Empty((await server.Other.JsonAsync("embed-v2/tasks")).Data());
        Assert.Equal("resource_not_exist", await server.Other.ErrorAsync($"embed-v2/tasks/{first}", HttpStatusCode.NotFound));
        Assert.Equal("parameter_invalid", await server.Client.ErrorAsync("embed/tasks/junk/status", HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData("video_url=http://a.test/a.mp4")]
    [InlineData("model_name=marengo3.0")]
    [InlineData("model_name=marengo3.0", "video_url=nowhere")]
    [InlineData("model_name=marengo3.0", "video_url=http://a.test/a.mp4", "video_clip_length=1")]
    [InlineData("model_name=marengo3.0", "video_url=http://a.test/a.mp4", "video_clip_length=11")]
    [InlineData("model_name=marengo3.0", "video_url=http://a.test/a.mp4", "video_start_offset_sec=5")]
    [InlineData("model_name=marengo3.0", "video_url=http://a.test/a.mp4", "video_end_offset_sec=5")]
    [InlineData("model_name=marengo3.0", "video_url=http://a.test/a.mp4", "video_start_offset_sec=5", "video_end_offset_sec=5")]
    [InlineData("model_name=marengo3.0", "video_url=http://a.test/a.mp4", "video_embedding_scope=shot")]
    public async Task A_form_that_breaks_a_rule_makes_no_task(params string[] fields)
    {
        await using var server = await RunningServer.StartAsync();
        using var form = Seeds.Form(fields.Select(f => (f.Split('=', 2)[0], f.Split('=', 2)[1])));
        using var answer = await server.Client.PostAsync("embed/tasks", form);
        await answer.ErrorAsync(HttpStatusCode.BadRequest);
        Assert.Empty((await server.Client.JsonAsync("embed/tasks")).Data());
    }

    private static async Task<string> CreateAsync(RunningServer server, string path)
    {
        using var answer = await server.Client.PostAsJsonAsync(
            "embed-v2/tasks",
            Body("audio", new { media_source = new { base64_string = Base64(path) } })
        );
        return (await answer.JsonAsync(HttpStatusCode.Accepted)).Id();
    }

    private static Dictionary<string, object> Body(string type, object input) =>
        new()
        {
            ["input_type"] = type,
            ["model_name"] = "marengo3.0",
            [type] = input,
        };
}
