using System.Net;
using System.Text.Json;
using Reelsight.Core.Errors;
using Reelsight.Server.Hosting;
using Reelsight.Server.Tests.Api.V1_3.Analyze;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Tests.Api.V1_3.AnalyzeTasks;

public sealed class AnalyzeTaskTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly RunningServer _server = shared.Server;

    private async Task<string> CreateAsync(string more = "", string prompt = "Summarize the whole video in detail, please.")
    {
        var asset = await _server.AssetAsync();
        using var answer = await _server.Client.PostAsync(
            "analyze/tasks",
            $$$$"""{"video":{"type":"asset_id","asset_id":"{{{{asset}}}}"},"prompt":"{{{{prompt}}}}"{{{{more}}}}}"""
        );
        var body = await answer.JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal("queued", body.Text("status"));
        return body.Text("task_id")!;
    }

    private Task<AnalyzeTaskRecord?> SetAsync(string id, Func<AnalyzeTaskRecord, AnalyzeTaskRecord> change) =>
        _server.Stores.AnalyzeTasks.UpdateAsync(ReelsightServer.DefaultTenant, id, change, [], default);

    [Fact]
    public async Task A_task_at_work_is_deleted_with_its_job_when_that_is_forced()
    {
        var id = await CreateAsync();
        await SetAsync(id, t => t with { Status = "processing" });
        using (var kept = await _server.Client.DeleteAsync(new Uri($"analyze/tasks/{id}", UriKind.Relative)))
        {
            Assert.Equal("task_cannot_be_deleted", await kept.ErrorAsync(HttpStatusCode.Conflict));
        }

        using var forced = await _server.Client.DeleteAsync(new Uri($"analyze/tasks/{id}?force=true", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NoContent, forced.StatusCode);
        Assert.Equal("resource_not_exist", await _server.Client.ErrorAsync($"analyze/tasks/{id}", HttpStatusCode.NotFound));
        // Its worker notices at the next heartbeat that the lease is gone, and cancels the work.
        Assert.Null(await _server.FindJobAsync(id));
    }

    [Fact]
    public async Task A_task_is_kept_with_its_request_and_its_job_and_shows_its_result_when_ready()
    {
        var id = await CreateAsync(""","custom_id":"run-1","temperature":0.5""");
        var queued = await _server.Client.JsonAsync($"analyze/tasks/{id}");
        Assert.Equal(("queued", "run-1"), (queued.Text("status"), queued.Text("custom_id")));
        Assert.Equal("asset_id", queued.GetProperty("video_source").Text("type"));
        Assert.Equal(12, queued.GetProperty("video_source").GetProperty("system_metadata").GetProperty("duration").GetDouble());
        Assert.Equal(
            ("general", 0.5),
            (
                queued.GetProperty("request_params").Text("analysis_mode"),
                queued.GetProperty("request_params").GetProperty("temperature").GetDouble()
            )
        );
        Assert.Equal("analyze_video", await _server.FindJobAsync(id));

        await SetAsync(id, t =>
            t with
            {
                Status = "ready",
                CompletedAt = t.CreatedAt,
                Result = new AnalyzeResult("gen", "A car.", "stop", 3, 2, null, "[]"),
            }
        );
        var ready = await _server.Client.JsonAsync($"analyze/tasks/{id}");
        var result = ready.GetProperty("result");
        Assert.Equal(("gen", "A car.", "stop"), (result.Text("generation_id"), result.Text("data"), result.Text("finish_reason")));
        Assert.Equal(2, result.GetProperty("usage").GetProperty("output_tokens").GetInt32());
        Assert.True(ready.TryGetProperty("completed_at", out _));
    }

    [Fact]
    public async Task Custom_id_is_there_even_when_none_was_given_and_a_failure_has_its_sentence()
    {
        var id = await CreateAsync();
        await SetAsync(id, t => t with { Status = "failed", Failure = new Failure("video_file_broken", "The file is damaged.") });
        var task = await _server.Client.JsonAsync($"analyze/tasks/{id}");
        Assert.Equal(JsonValueKind.Null, task.GetProperty("custom_id").ValueKind);
        Assert.Equal("The file is damaged.", task.GetProperty("error").Text("message"));
    }

    [Fact]
    public async Task The_list_is_newest_first_filtered_and_trimmed()
    {
        await using var server = await RunningServer.StartAsync();
        var asset = await server.AssetAsync();
        async Task<string> Create(string body)
        {
            using var answer = await server.Client.PostAsync("analyze/tasks", body);
            return (await answer.JsonAsync(HttpStatusCode.Accepted)).Text("task_id")!;
        }
        var general = await Create(
            $$$$"""
            {"video":{"type":"asset_id","asset_id":"{{{{asset}}}}"},"prompt":"Tell me everything that can be seen in it",
             "response_format":{"type":"json_schema","json_schema":{"type":"object"}}}
            """
        );
        var segments = await Create(
            $$$$"""
            {"video":{"type":"url","url":"https://example.com/a.mp4"},"model_name":"pegasus1.5","analysis_mode":"time_based_metadata",
             "response_format":{"type":"segment_definitions","segment_definitions":[{"id":"a","description":"cars"},{"id":"b",
              "description":"people"}]}}
            """
        );

        var listed = (await server.Client.JsonAsync("analyze/tasks")).Data();
        Assert.Equal([segments, general], listed.OrderBy(t => t.Text("task_id") == general).Select(t => t.Text("task_id")));
        var shown = listed.Single(t => t.Text("task_id") == general).GetProperty("request_params");
        Assert.Equal("Tell me everything that can be", shown.Text("prompt"));
        Assert.False(shown.GetProperty("response_format").TryGetProperty("json_schema", out _));
        Assert.Equal(
            1,
            listed
                .Single(t => t.Text("task_id") == segments)
                .GetProperty("request_params")
                .GetProperty("response_format")
                .GetProperty("segment_definitions")
                .GetArrayLength()
        );

        async Task<string[]> Ids(string query) =>
            [.. (await server.Client.JsonAsync($"analyze/tasks?{query}")).Data().Select(t => t.Text("task_id")!)];
        Assert.Equal([segments], await Ids("analysis_mode=time_based_metadata"));
        Assert.Equal([segments], await Ids("video_url=https%3A%2F%2Fexample.com%2Fa.mp4"));
        Assert.Equal([general], await Ids($"asset_id={asset}&status=queued"));
        Assert.Empty(await Ids("status=ready"));
        Assert.Empty(await Ids("page=2"));
        Assert.Empty((await server.Other.JsonAsync("analyze/tasks")).Data());
    }

    [Fact]
    public async Task A_waiting_task_is_deleted_with_its_job_one_in_work_is_409_and_errors_stand_in_both_places()
    {
        var id = await CreateAsync();
        await SetAsync(id, t => t with { Status = "processing" });
        using (var busy = await _server.Client.DeleteAsync(new Uri($"analyze/tasks/{id}", UriKind.Relative)))
        {
            var body = await busy.JsonAsync(HttpStatusCode.Conflict);
            Assert.Equal(body.Text("code"), body.GetProperty("error").Text("code"));
        }
        await SetAsync(id, t => t with { Status = "queued" });
        using (var foreign = await _server.Other.DeleteAsync(new Uri($"analyze/tasks/{id}", UriKind.Relative)))
        {
            Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        }

        using (var gone = await _server.Client.DeleteAsync(new Uri($"analyze/tasks/{id}", UriKind.Relative)))
        {
            Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        }

        Assert.Equal("resource_not_exist", await _server.Client.ErrorAsync($"analyze/tasks/{id}", HttpStatusCode.NotFound));
        Assert.Null(await _server.FindJobAsync(id));
    }

    [Theory]
    [InlineData(""" ,"custom_id":"" """)]
    [InlineData(""" ,"custom_id":"has space" """)]
    [InlineData(""" ,"video_id":"0123456789abcdef01234567" """)]
    [InlineData(""","min_segment_duration":3""")]
    [InlineData(""","model_name":"pegasus1.5","start_time":9""")]
    [InlineData(""","model_name":"pegasus1.5","start_time":0,"end_time":60""")]
    public async Task A_general_task_outside_of_the_rules_is_400(string more)
    {
        var asset = await _server.AssetAsync();
        using var answer = await _server.Client.PostAsync(
            "analyze/tasks",
            $$$$"""{"video":{"type":"asset_id","asset_id":"{{{{asset}}}}"},"prompt":"x"{{{{more}}}}}"""
        );
        Assert.Equal("parameter_invalid", await answer.ErrorAsync(HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData("""[]""", "", "parameter_not_provided")]
    [InlineData("""[{"id":"a"}]""", "", "parameter_not_provided")]
    [InlineData("""[{"id":"a","description":"x"},{"id":"a","description":"y"}]""", "", "parameter_invalid")]
    [InlineData("""[{"id":"a","description":"x"}]""", """ ,"prompt":"x" """, "parameter_invalid")]
    [InlineData("""[{"id":"a","description":"x"}]""", ""","max_tokens":1000""", "parameter_invalid")]
    [InlineData("""[{"id":"a","description":"x"}]""", ""","min_segment_duration":1""", "parameter_invalid")]
    [InlineData("""[{"id":"a","description":"x"}]""", ""","min_segment_duration":5,"max_segment_duration":4""", "parameter_invalid")]
    [InlineData("""[{"id":"a","description":"x","fields":[{"name":"f","type":"object"}]}]""", "", "parameter_invalid")]
    [InlineData("""[{"id":"a","description":"x","fields":[{"name":"f","type":"array"}]}]""", "", "parameter_not_provided")]
    [InlineData(
        """[{"id":"a","description":"x","fields":[{"name":"start_time","type":"timestamp","format":"seconds"}]}]""",
        "",
        "parameter_invalid"
    )]
    [InlineData("""[{"id":"a","description":"x","fields":[{"name":"f","type":"timestamp"}]}]""", "", "parameter_not_provided")]
    [InlineData("""[{"id":"a","description":"x","fields":[{"name":"f","type":"integer","enum":["one"]}]}]""", "", "parameter_invalid")]
    [InlineData(
        """[{"id":"a","description":"x","time_ranges":[{"start_time":0,"end_time":4},{"start_time":3,"end_time":6}]}]""",
        "",
        "parameter_invalid"
    )]
    [InlineData("""[{"id":"a","description":"x","time_ranges":[{"start_time":0,"end_time":1}]}]""", "", "parameter_invalid")]
    [InlineData("""[{"id":"a","description":"x","time_ranges":[{"start_time":0,"end_time":40}]}]""", "", "parameter_invalid")]
    [InlineData(
        """[{"id":"a","description":"x","time_ranges":[{"start_time":0,"end_time":4}]}]""",
        ""","max_segment_duration":4""",
        "parameter_invalid"
    )]
    public async Task Segment_definitions_outside_of_the_rules_are_400(string definitions, string more, string code)
    {
        var asset = await _server.AssetAsync();
        using var answer = await _server.Client.PostAsync(
            "analyze/tasks",
            $$$$"""
            {"video":{"type":"asset_id","asset_id":"{{{{asset}}}}"},"model_name":"pegasus1.5","analysis_mode":"time_based_metadata",
             "response_format":{"type":"segment_definitions","segment_definitions":{{{{definitions}}}}}{{{{more}}}}}
            """
        );
        Assert.Equal(code, await answer.ErrorAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Ten_definitions_are_taken_and_eleven_are_not()
    {
        var asset = await _server.AssetAsync();
        foreach (var (count, expected) in new[] { (10, HttpStatusCode.Accepted), (11, HttpStatusCode.BadRequest) })
        {
            using var answer = await _server.Client.PostObjectAsync(
                "analyze/tasks",
                new
                {
                    video = new { type = "asset_id", asset_id = asset },
                    model_name = "pegasus1.5",
                    analysis_mode = "time_based_metadata",
                    response_format = new
                    {
                        type = "segment_definitions",
                        segment_definitions = Enumerable.Range(0, count).Select(i => new { id = $"d{i}", description = "cars" }),
                    },
                }
            );
            Assert.Equal(expected, answer.StatusCode);
        }
    }
}
