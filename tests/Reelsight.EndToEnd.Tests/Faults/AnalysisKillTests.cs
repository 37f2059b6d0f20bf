using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Reelsight.EndToEnd.Tests.Hosting;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.TestSupport;

namespace Reelsight.EndToEnd.Tests.Faults;

/// <summary>Background analyses and their webhooks, through the death of the server.</summary>
public sealed class AnalysisKillTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_analysis_that_is_killed_while_the_model_writes_completes_once_and_its_webhook_is_signed_and_sent_once()
    {
        await using var stub = await StubChatEndpoint.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var config = _folder.Combine("reelsight.json");
        await File.WriteAllTextAsync(
            config,
            JsonSerializer.Serialize(
                new
                {
                    allow_private_urls = true,
                    lease = 3,
                    generation_url = stub.Url,
                    generation_model = StubChatEndpoint.Model,
                    generation_key = StubChatEndpoint.Key,
                }
            )
        );
        var data = _folder.Combine("data");
        stub.Script(
            stub.Silent,
            StubChatEndpoint.Says(
                """
                {"bright":[{"start_time":0.5,"end_time":9,"metadata":{"mood":"calm"}},{"start_time":0.2,"end_time":0.4,
                 "metadata":{"mood":"calm"}}]}
                """
            )
        );
        string taskId,
            secret;
        await using (var first = await ServerProcess.StartAsync(data, "--config", config))
        {
            using var hook = await first.Client.PostAsJsonAsync(
                new Uri("/reelsight/v1/webhooks", UriKind.Relative),
                new { url = receiver.Url, events = new[] { "analyze.task.ready" } }
            );
            secret = (await hook.JsonAsync(HttpStatusCode.Created)).Text("secret")!;
            using var created = await first.Client.PostAsJsonAsync(
                "analyze/tasks",
                Request(await File.ReadAllBytesAsync(await GeneratedMedia.FilmAsync(4)))
            );
            taskId = (await created.JsonAsync(HttpStatusCode.Accepted)).Text("task_id")!;
            Assert.True(await stub.Waiting.WaitAsync(Requests.Patience));
            await first.KillAsync();
            Assert.DoesNotContain(StubChatEndpoint.Key, first.Log, StringComparison.Ordinal);
        }

        await using var second = await ServerProcess.StartAsync(data, "--config", config);
        var task = await second.Client.UntilAsync($"analyze/tasks/{taskId}", t => t.Text("status") is "ready" or "failed");
        Assert.Equal("endpoint", task.GetProperty("result").GetProperty("generation").Text("writer"));
        // Too short is left out; beyond the end is cut.
        Assert.Equal(
            """{"bright":[{"start_time":0.5,"end_time":4,"metadata":{"mood":"calm"}}]}""",
            task.GetProperty("result").Text("data")
        );
        await Requests.UntilAsync(() => !receiver.Received.IsEmpty);
        var (body, signature) = Assert.Single(receiver.Received);
        using var json = JsonDocument.Parse(body);
        Assert.Equal(taskId, json.RootElement.GetProperty("data").Text("id"));
        var time = signature.Split(',')[0][2..];
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}"));
        Assert.Equal($"t={time},v1={Convert.ToHexStringLower(hash)}", signature);
        Assert.Equal(2, stub.Asked.Count);
    }

    private static object Request(byte[] film) =>
        new
        {
            video = new { type = "base64_string", base64_string = Convert.ToBase64String(film) },
            model_name = "pegasus1.5",
            analysis_mode = "time_based_metadata",
            min_segment_duration = 2,
            response_format = new
            {
                type = "segment_definitions",
                segment_definitions = new[]
                {
                    new
                    {
                        id = "bright",
                        description = "the picture is bright",
                        fields = new[]
                        {
                            new
                            {
                                name = "mood",
                                type = "string",
                                @enum = new[] { "calm", "wild" },
                            },
                        },
                    },
                },
            },
        };
}
