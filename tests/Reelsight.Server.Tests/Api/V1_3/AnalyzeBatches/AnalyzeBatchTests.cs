using System.Net;
using System.Text.Json;
using Reelsight.Core.Errors;
using Reelsight.Server.Hosting;
using Reelsight.Server.Tests.Api.V1_3.Analyze;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.Storage.Records;
using Reelsight.TestSupport;

namespace Reelsight.Server.Tests.Api.V1_3.AnalyzeBatches;

public sealed class AnalyzeBatchTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync(clock: _clock);

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private async Task<JsonElement> CreateAsync(int count = 2)
    {
        var asset = await _server.AssetAsync();
        var items = string.Join(
            ',',
            Enumerable
                .Range(0, count)
                .Select(i => $$$$"""{"video":{"type":"asset_id","asset_id":"{{{{asset}}}}"},"custom_id":"item-{{{{i}}}}"}""")
        );
        using var answer = await _server.Client.PostAsync(
            "analyze/batches",
            $$$$"""
            {"model_name":"pegasus1.5","analysis_mode":"general","defaults":{"prompt":{"input_text":"Summarize"}},
             "requests":[{{{{items}}}}]}
            """
        );
        return await answer.JsonAsync(HttpStatusCode.Created);
    }

    private Task<JsonElement> GetAsync(JsonElement batch) => _server.Client.JsonAsync($"analyze/batches/{batch.Text("batch_id")}");

    private Task<AnalyzeTaskRecord?> FinishAsync(JsonElement item, string status = "ready") =>
        _server.Stores.AnalyzeTasks.UpdateAsync(
            ReelsightServer.DefaultTenant,
            item.Text("task_id")!,
            t =>
                t with
                {
                    Status = status,
                    Result = status == "ready" ? new AnalyzeResult("gen", "text", "stop", 1, 1, null, "[]") : null,
                    Failure = status == "failed" ? new Failure("video_file_broken", "The file is damaged.") : null,
                },
            [],
            default
        );

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, JsonElement batch, string more = "")
    {
        using var request = new HttpRequestMessage(method, new Uri($"analyze/batches/{batch.Text("batch_id")}{more}", UriKind.Relative));
        return await _server.Client.SendAsync(request);
    }

    [Fact]
    public async Task Pictures_that_lie_elsewhere_are_not_fetched_before_their_turn_but_their_links_are_checked()
    {
        var asset = await _server.AssetAsync();
        string Batch(string link) =>
            $$$$"""
                {"model_name":"pegasus1.5","analysis_mode":"general","requests":[{"video":{"type":"asset_id","asset_id":"{{{{asset}}}}"},
                 "prompt":{"input_text":"Find <@it>","media_sources":[{"name":"it","media_type":"image","url":"{{{{link}}}}"}]}}]}
                """;
        // Fetching it would be refused: it is private.
        using var created = await _server.Client.PostAsync("analyze/batches", Batch("http://127.0.0.1:1/it.jpg"));
        await created.JsonAsync(HttpStatusCode.Created);
        using var wrong = await _server.Client.PostAsync("analyze/batches", Batch("ftp://example.com/it.jpg"));
        Assert.Equal("parameter_invalid", await wrong.ErrorAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_batch_counts_its_items_and_lists_their_results_in_the_order_of_the_requests()
    {
        var batch = await CreateAsync(3);
        Assert.Equal(("pending", 3), (batch.Text("status"), batch.GetProperty("total_items").GetInt32()));
        Assert.Equal(
            TimeSpan.FromHours(24),
            batch.GetProperty("expires_at").GetDateTimeOffset() - batch.GetProperty("created_at").GetDateTimeOffset()
        );
        var items = batch.GetProperty("items");
        await FinishAsync(items[0]);
        await FinishAsync(items[1], "failed");

        var state = await GetAsync(batch);
        int Number(string name) => state.GetProperty(name).GetInt32();
        Assert.Equal(
            (1, 0, 1, 1, 0),
            (Number("queued_items"), Number("processing_items"), Number("ready_items"), Number("failed_items"), Number("canceled_items"))
        );

        using var results = await SendAsync(HttpMethod.Get, batch, "/results");
        Assert.Equal("application/jsonl", results.Content.Headers.ContentType?.MediaType);
        var lines = AnalyzedFootage.Lines(await results.Content.ReadAsStringAsync());
        Assert.Equal(["item-0", "item-1", "item-2"], lines.Select(l => l.Text("custom_id")));
        Assert.Equal(["ready", "failed", "queued"], lines.Select(l => l.Text("status")));
        Assert.Equal("text", lines[0].GetProperty("data").Text("data"));
        Assert.Equal("The file is damaged.", lines[1].GetProperty("error").Text("message"));
        Assert.Single((await _server.Client.JsonAsync("analyze/batches?status=pending&status=processing&analysis_mode=general")).Data());
        Assert.Empty((await _server.Client.JsonAsync("analyze/batches?status=completed")).Data());
    }

    [Fact]
    public async Task Canceling_withdraws_what_waits_and_ends_at_once_when_nothing_is_in_work()
    {
        var batch = await CreateAsync();
        await FinishAsync(batch.GetProperty("items")[0]);
        using (var early = await SendAsync(HttpMethod.Delete, batch))
        {
            Assert.Equal("batch_not_terminal", await early.ErrorAsync(HttpStatusCode.Conflict));
        }

        using (var cancel = await SendAsync(HttpMethod.Post, batch, "/cancel"))
        {
            var canceled = await cancel.JsonAsync(HttpStatusCode.Accepted);
            Assert.Equal(
                ("canceled", 1, 1),
                (canceled.Text("status"), canceled.GetProperty("canceled_items").GetInt32(), canceled.GetProperty("ready_items").GetInt32())
            );
            Assert.True(canceled.TryGetProperty("canceled_at", out _));
        }
        Assert.Null(await _server.FindJobAsync(batch.GetProperty("items")[1].Text("task_id")!));
        using (var again = await SendAsync(HttpMethod.Post, batch, "/cancel"))
        {
            Assert.Equal("batch_canceled", await again.ErrorAsync(HttpStatusCode.Conflict));
        }

        using (var deleted = await SendAsync(HttpMethod.Delete, batch))
        {
            Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        }

        Assert.Equal(
            "resource_not_exist",
            await _server.Client.ErrorAsync($"analyze/tasks/{batch.GetProperty("items")[0].Text("task_id")}", HttpStatusCode.NotFound)
        );
    }

    [Fact]
    public async Task What_is_in_work_goes_on_when_a_batch_is_canceled()
    {
        var batch = await CreateAsync();
        await FinishAsync(batch.GetProperty("items")[0], "processing");
        using var cancel = await SendAsync(HttpMethod.Post, batch, "/cancel");
        var canceling = await cancel.JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal(("canceling", 1), (canceling.Text("status"), canceling.GetProperty("processing_items").GetInt32()));
    }

    [Fact]
    public async Task What_is_in_work_is_stopped_and_deleted_with_its_batch_when_that_is_forced()
    {
        var batch = await CreateAsync();
        await FinishAsync(batch.GetProperty("items")[0], "processing");
        using var deleted = await SendAsync(HttpMethod.Delete, batch, "?force=true");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        foreach (var item in batch.GetProperty("items").EnumerateArray())
        {
            var task = item.Text("task_id")!;
            Assert.Equal("resource_not_exist", await _server.Client.ErrorAsync($"analyze/tasks/{task}", HttpStatusCode.NotFound));
            // The worker notices at the next heartbeat that the lease is gone, and cancels the work.
            Assert.Null(await _server.FindJobAsync(task));
        }
    }

    [Fact]
    public async Task A_batch_expires_after_a_day_and_gives_up_what_has_not_begun()
    {
        var batch = await CreateAsync();
        _clock.Advance(TimeSpan.FromHours(24));
        var expired = await GetAsync(batch);
        Assert.Equal(("expired", 2), (expired.Text("status"), expired.GetProperty("canceled_items").GetInt32()));
        Assert.True(expired.TryGetProperty("expired_at", out _));
        using var cancel = await SendAsync(HttpMethod.Post, batch, "/cancel");
        Assert.Equal("batch_expired", await cancel.ErrorAsync(HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Six_batches_at_once_are_one_too_many()
    {
        for (var i = 0; i < 5; i++)
        {
            await CreateAsync(1);
        }

        var asset = await _server.AssetAsync();
        var request = $$$$"""
            {"model_name":"pegasus1.5","analysis_mode":"general","requests":[{"video":{"type":"asset_id","asset_id":"{{{{asset}}}}"},
             "prompt":{"input_text":"x"}}]}
            """;
        using (var refused = await _server.Client.PostAsync("analyze/batches", request))
        {
            Assert.Equal("too_many_requests", await refused.ErrorAsync(HttpStatusCode.TooManyRequests));
        }

        _clock.Advance(TimeSpan.FromHours(25));
        using var later = await _server.Client.PostAsync("analyze/batches", request);
        await later.JsonAsync(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("""{"model_name":"pegasus1.2","analysis_mode":"general","requests":[{"video":VIDEO,"prompt":{"input_text":"x"}}]}""", 400)]
    [InlineData("""{"model_name":"pegasus1.5","requests":[{"video":VIDEO,"prompt":{"input_text":"x"}}]}""", 400)]
    [InlineData("""{"model_name":"pegasus1.5","analysis_mode":"general","requests":[]}""", 400)]
    [InlineData("""{"model_name":"pegasus1.5","analysis_mode":"general","requests":[{"video":VIDEO}]}""", 400)]
    [InlineData("""{"model_name":"pegasus1.5","analysis_mode":"general","requests":[null]}""", 400)]
    [InlineData(
        """
            {"model_name":"pegasus1.5","analysis_mode":"general","defaults":{"prompt":{"input_text":"x",
             "media_sources":[{"asset_id":"0123456789abcdef01234567"}]}},"requests":[{"video":VIDEO}]}
            """,
        400
    )]
    [InlineData(
        """
            {"model_name":"pegasus1.5","analysis_mode":"general","defaults":{"prompt":{"input_text":"x","media_sources":[null]}},
             "requests":[{"video":VIDEO}]}
            """,
        400
    )]
    [InlineData(
        """
            {"model_name":"pegasus1.5","analysis_mode":"time_based_metadata","defaults":{"response_format":{"type":"segment_definitions",
             "segment_definitions":[null]}},"requests":[{"video":VIDEO}]}
            """,
        400
    )]
    [InlineData(
        """
            {"model_name":"pegasus1.5","analysis_mode":"general","requests":[{"video":{"type":"url","url":"https://example.com/a.mp4"},
             "prompt":{"input_text":"x"}}]}
            """,
        400
    )]
    [InlineData(
        """
            {"model_name":"pegasus1.5","analysis_mode":"general","defaults":{"prompt":{"input_text":"x"}},"requests":[{"video":VIDEO,
             "custom_id":"a"},{"video":VIDEO,"custom_id":"a"}]}
            """,
        400
    )]
    [InlineData(
        """
            {"model_name":"pegasus1.5","analysis_mode":"general","requests":[{"video":{"type":"asset_id",
             "asset_id":"0123456789abcdef01234567"},"prompt":{"input_text":"x"}}]}
            """,
        404
    )]
    [InlineData("""{"model_name":"pegasus1.5","analysis_mode":"general","requests":[{"video":EARLY,"prompt":{"input_text":"x"}}]}""", 409)]
    [InlineData(
        """
            {"model_name":"pegasus1.5","analysis_mode":"general","defaults":{"response_format":{"type":"json_schema",
             "json_schema":{"type":"string","minLength":1}}},"requests":[{"video":VIDEO,"prompt":{"input_text":"x"}}]}
            """,
        422
    )]
    public async Task A_batch_outside_of_the_rules_is_refused_as_a_whole(string request, int status)
    {
        request = request
            .Replace("VIDEO", $$$$"""{"type":"asset_id","asset_id":"{{{{await _server.AssetAsync()}}}}"}""", StringComparison.Ordinal)
            .Replace(
                "EARLY",
                $$$$"""{"type":"asset_id","asset_id":"{{{{await _server.AssetAsync(AssetStatus.Processing)}}}}"}""",
                StringComparison.Ordinal
            );
        using var answer = await _server.Client.PostAsync("analyze/batches", request);
        var body = await answer.JsonAsync((HttpStatusCode)status);
        Assert.Equal(body.Text("code"), body.GetProperty("error").Text("code"));
        Assert.Empty((await _server.Client.JsonAsync("analyze/batches")).Data());
        Assert.Empty((await _server.Client.JsonAsync("analyze/tasks")).Data());
    }
}
