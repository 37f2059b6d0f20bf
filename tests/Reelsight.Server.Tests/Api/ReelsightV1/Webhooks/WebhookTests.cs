using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Reelsight.Server.Hosting;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.Storage.Records;
using Reelsight.TestSupport;

namespace Reelsight.Server.Tests.Api.ReelsightV1.Webhooks;

/// <summary>Telling the owner's programs when work ends.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private const string Root = "/reelsight/v1/webhooks";
    private readonly ManualClock _clock = new();
    private RunningServer _server = null!;
    private WebhookReceiver _receiver = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.StartAsync(s => s with { AllowPrivateUrls = true }, _clock);
        _receiver = await WebhookReceiver.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task The_end_of_indexing_is_posted_with_a_signature_that_the_secret_proves()
    {
        var webhook = await CreateAsync();
        var index = await _server.CreateIndexAsync("films");
        var task = await _server.UploadAsync(index, "this is not a video");
        await WorkAsync();

        var (body, signature) = Assert.Single(_receiver.Received);
        using var json = JsonDocument.Parse(body);
        var data = json.RootElement.GetProperty("data");
        Assert.StartsWith("whe_", json.RootElement.Text("id"));
        Assert.Equal("index.task.failed", json.RootElement.Text("type"));
        Assert.Equal(task.Id(), data.Text("id"));
        Assert.Equal("failed", data.Text("status"));
        Assert.Equal("marengo3.0", data.GetProperty("models")[0].Text("name"));
        Assert.NotEmpty(data.GetProperty("error").Text("message")!);

        var time = _clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var proof = Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(webhook.Text("secret")!), Encoding.UTF8.GetBytes($"{time}.{body}"))
        );
        Assert.Equal($"t={time},v1={proof}", signature);
        Assert.Equal("delivered", (await DeliveriesAsync(webhook)).Single().Text("status"));
    }

    [Fact]
    public async Task An_analysis_whose_answer_was_kept_before_the_server_died_is_still_told_and_once()
    {
        await CreateAsync(events: ["analyze.task.ready"]);
        var asset = await _server.AddAssetAsync("clip.mp4");
        using var created = await _server.Client.PostAsJsonAsync(
            "analyze/tasks",
            new { video = new { type = "asset_id", asset_id = asset }, prompt = "What?" }
        );
        var id = (await created.JsonAsync(HttpStatusCode.Accepted)).Text("task_id")!;
        // As the death leaves it: the answer is there, the job is not over.
        await _server.Stores.AnalyzeTasks.UpdateAsync(
            ReelsightServer.DefaultTenant,
            id,
            t => t with { Status = "ready", Result = new AnalyzeResult("gen", "A car.", "stop", 1, 2, null, "[]") },
            [],
            default
        );
        await WorkAsync();
        var (body, _) = Assert.Single(_receiver.Received);
        Assert.Contains(id, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receiver_that_fails_is_tried_five_times_with_growing_waits_and_then_left_alone()
    {
        var webhook = await CreateAsync();
        _receiver.Status = HttpStatusCode.InternalServerError;
        await TestAsync(webhook);
        foreach (var wait in (int[])[0, 10, 60, 600, 1800])
        {
            if (wait > 0)
            {
                _clock.Advance(TimeSpan.FromSeconds(wait - 1));
                Assert.False(await _server.Worker.RunNextAsync(default));
                _clock.Advance(TimeSpan.FromSeconds(1));
            }
            Assert.True(await _server.Worker.RunNextAsync(default));
        }

        Assert.Equal(5, _receiver.Received.Count);
        var delivery = (await DeliveriesAsync(webhook)).Single();
        Assert.Equal("failed", delivery.Text("status"));
        Assert.Equal(5, delivery.GetProperty("attempts").GetInt32());
        Assert.Contains("500", delivery.Text("last_error"));
        Assert.Equal(0, await _server.Stores.Queue.CountAsync(default));
    }

    [Fact]
    public async Task A_receiver_that_comes_back_gets_the_same_event()
    {
        var webhook = await CreateAsync();
        _receiver.Status = HttpStatusCode.ServiceUnavailable;
        await TestAsync(webhook);
        await WorkAsync();
        _receiver.Status = HttpStatusCode.OK;
        _clock.Advance(TimeSpan.FromSeconds(10));
        await WorkAsync();

        Assert.Equal(2, _receiver.Received.Count);
        Assert.Single(_receiver.Received.Select(r => r.Body).Distinct());
        Assert.Equal("delivered", (await DeliveriesAsync(webhook)).Single().Text("status"));
    }

    [Fact]
    public async Task Only_the_kinds_asked_for_are_sent_and_only_to_their_owner()
    {
        await CreateAsync(events: ["index.task.ready"]);
        await CreateAsync(_server.Other);
        await _server.UploadAsync(await _server.CreateIndexAsync("films"), "this is not a video");
        await WorkAsync();
        Assert.Empty(_receiver.Received);
    }

    [Fact]
    public async Task The_secret_is_shown_once_and_another_account_sees_nothing()
    {
        var webhook = await CreateAsync();
        var path = $"{Root}/{webhook.Id()}";
        Assert.False((await _server.Client.JsonAsync(path)).TryGetProperty("secret", out _));
        Assert.Equal(webhook.Id(), Assert.Single((await _server.Client.JsonAsync(Root)).Data()).Id());
        Assert.Empty((await _server.Other.JsonAsync(Root)).Data());
        Assert.Equal("resource_not_exist", await _server.Other.ErrorAsync(path, HttpStatusCode.NotFound));

        using (var deleted = await _server.Client.DeleteAsync(new Uri(path, UriKind.Relative)))
        {
            Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        }

        Assert.Equal("resource_not_exist", await _server.Client.ErrorAsync(path, HttpStatusCode.NotFound));
    }

    [Theory]
    [InlineData(null, null, "parameter_not_provided")]
    [InlineData("ftp://example.com/hook", null, "parameter_invalid")]
    [InlineData("http://example.com/hook", "unheard.of", "parameter_invalid")]
    public async Task What_cannot_be_told_is_refused(string? url, string? kind, string code)
    {
        using var answer = await _server.Client.PostAsJsonAsync(Root, new { url, events = kind is null ? null : new[] { kind } });
        Assert.Equal(code, await answer.ErrorAsync(HttpStatusCode.BadRequest));
    }

    private async Task<JsonElement> CreateAsync(HttpClient? client = null, string[]? events = null)
    {
        using var answer = await (client ?? _server.Client).PostAsJsonAsync(Root, new { url = _receiver.Url, events });
        return await answer.JsonAsync(HttpStatusCode.Created);
    }

    private async Task TestAsync(JsonElement webhook)
    {
        using var answer = await _server.Client.PostAsync(new Uri($"{Root}/{webhook.Id()}/test", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    private async Task<JsonElement[]> DeliveriesAsync(JsonElement webhook) =>
        (await _server.Client.JsonAsync($"{Root}/{webhook.Id()}/deliveries")).Data();

    private async Task WorkAsync()
    {
        while (await _server.Worker.RunNextAsync(default)) { }
    }
}
