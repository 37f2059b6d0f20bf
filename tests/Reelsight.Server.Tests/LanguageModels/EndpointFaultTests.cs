using System.Net.Http.Json;
using System.Text.Json;
using Reelsight.Server.Tests.Api.V1_3.Analyze;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.TestSupport;

namespace Reelsight.Server.Tests.LanguageModels;

/// <summary>An endpoint that misbehaves: the composer's answer is given, and the reason beside it.</summary>
public sealed class EndpointFaultTests(ServerWithChatEndpoint plugged) : IClassFixture<ServerWithChatEndpoint>
{
    private const string Composed = "From 0:02 to 0:04.";

    public static TheoryData<string, string> Faults =>
        new()
        {
            { "500", "trouble of its own (500). It says: out of memory" },
            { "429", "is busy (429)" },
            { "429 for an hour", "is busy (429)" },
            { "401", "refuses the key (401)" },
            { "404", "check generation_url and generation_model" },
            { "redirect", "redirects (302)" },
            { "page", "answered with text/html instead of JSON" },
            { "no json", "no valid JSON" },
            { "no choices", "without choices" },
            { "error in 200", "model is loading" },
            { "huge", "larger than" },
            { "abort", "could not be used" },
            { "empty", "answered with nothing" },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task An_endpoint_that_fails_is_named_with_the_reason_and_the_composer_answers(string fault, string reason)
    {
        plugged.Stub.Script(
            fault switch
            {
                "500" => StubChatEndpoint.Sends(
                    500,
                    "application/json",
                    $$$"""{"error":{"message":"out of memory {{{StubChatEndpoint.Key}}}"}}"""
                ),
                "429" => StubChatEndpoint.Sends(429, "application/json", "{}"),
                "429 for an hour" => StubChatEndpoint.Sends(429, "application/json", "{}", ("Retry-After", "3600")),
                "401" => StubChatEndpoint.Sends(401, "application/json", "{}"),
                "404" => StubChatEndpoint.Sends(404, "text/plain", "not found"),
                "redirect" => StubChatEndpoint.Sends(302, "text/plain", "", ("Location", "http://169.254.169.254/")),
                "page" => StubChatEndpoint.Sends(200, "text/html", "<html>welcome</html>"),
                "no json" => StubChatEndpoint.Sends(200, "application/json", "{\"choices\": ["),
                "no choices" => StubChatEndpoint.Sends(200, "application/json", "{}"),
                "error in 200" => StubChatEndpoint.Sends(200, "application/json", """{"error":"model is loading"}"""),
                "huge" => StubChatEndpoint.Sends(200, "application/json", new string(' ', 2_000_000)),
                "abort" => http =>
                {
                    http.Abort();
                    return Task.CompletedTask;
                },
                _ => StubChatEndpoint.Says("  "),
            }
        );
        var video = await plugged.Server.CarVideoAsync($"fault {fault}");
        using var answer = await plugged.Server.Client.PostObjectAsync(
            "analyze",
            new
            {
                video_id = video,
                prompt = "When does a car come in?",
                stream = false,
            }
        );
        var body = await answer.JsonAsync();
        Assert.Equal(Composed, body.Text("data"));
        Assert.Equal("composer", body.GetProperty("generation").Text("writer"));
        Assert.Contains(reason, body.GetProperty("generation").Text("reason"), StringComparison.Ordinal);
        Assert.DoesNotContain(StubChatEndpoint.Key, body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_busy_endpoint_that_says_for_how_long_is_asked_once_more()
    {
        plugged.Stub.Script(StubChatEndpoint.Sends(429, "application/json", "{}", ("Retry-After", "0")), StubChatEndpoint.Says("A car."));
        var video = await plugged.Server.CarVideoAsync("busy");
        using var answer = await plugged.Server.Client.PostObjectAsync(
            "analyze",
            new
            {
                video_id = video,
                prompt = "What?",
                stream = false,
            }
        );
        Assert.Equal("A car.", (await answer.JsonAsync()).Text("data"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_endpoint_that_never_answers_or_stops_in_the_middle_is_given_up_when_its_time_is_over(bool begins)
    {
        var clock = new ManualClock();
        await using var server = await RunningServer.StartAsync(plugged.Stub.Plug, clock);
        plugged.Stub.Script(
            begins
                ? plugged.Stub.Streams(StubChatEndpoint.Events(["A ", "white "], ends: false), end: StreamEnd.Silent)
                : plugged.Stub.Silent
        );
        var video = await server.CarVideoAsync("silent");
        using var answer = await AskAsync(server, video);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        // The start, and what there is before the silence.
        var text = await LinesAsync(reader, begins ? 3 : 1);
        await plugged.Stub.Waiting.WaitAsync();
        clock.Advance(TimeSpan.FromMinutes(3));
        var lines = AnalyzedFootage.Lines(text + await reader.ReadToEndAsync());
        Assert.Equal(
            (begins ? "endpoint" : "composer", begins ? "length" : "stop"),
            (lines[^1].GetProperty("generation").Text("writer"), lines[^1].Text("finish_reason"))
        );
        await plugged.Stub.Left.WaitAsync();
    }

    [Fact]
    public async Task A_client_that_leaves_ends_the_question_to_the_endpoint()
    {
        plugged.Stub.Script(plugged.Stub.Silent);
        var video = await plugged.Server.CarVideoAsync("left");
        using var leaving = new CancellationTokenSource();
        using var content = new StringContent($$"""{"video_id":"{{video}}","prompt":"x"}""", System.Text.Encoding.UTF8, "application/json");
        var asked = plugged.Server.Client.PostAsync(new Uri("analyze", UriKind.Relative), content, leaving.Token);
        await plugged.Stub.Waiting.WaitAsync();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => (await asked).Dispose());
        await plugged.Stub.Left.WaitAsync();
    }

    [Fact]
    public async Task A_stream_is_passed_on_with_letters_that_were_split_between_chunks()
    {
        string[] pieces = ["<think>", "hm</think>", "Ein Auto fährt ", "vorbei 🚗", " – schnell."];
        plugged.Stub.Script(plugged.Stub.Streams(StubChatEndpoint.Events(pieces), chunk: 1));
        var lines = await StreamAsync("split letters");
        Assert.Equal("Ein Auto fährt vorbei 🚗 – schnell.", string.Concat(lines[1..^1].Select(l => l.Text("text"))));
        Assert.Equal(5, lines.Length);
        Assert.Equal(
            ("stream_end", "stop", "endpoint"),
            (lines[^1].Text("event_type"), lines[^1].Text("finish_reason"), lines[^1].GetProperty("generation").Text("writer"))
        );
        Assert.Equal(12, lines[^1].GetProperty("metadata").GetProperty("usage").GetProperty("output_tokens").GetInt32());
    }

    [Theory]
    [InlineData(StreamEnd.Aborted)]
    [InlineData(StreamEnd.Whole)]
    public async Task A_stream_that_breaks_off_keeps_what_was_sent_and_says_so_and_one_that_breaks_before_its_first_word_is_the_composers(
        StreamEnd end
    )
    {
        plugged.Stub.Script(plugged.Stub.Streams(StubChatEndpoint.Events(["A white ", "car"], ends: false), end: end));
        using var answer = await AskAsync(plugged.Server, await plugged.Server.CarVideoAsync($"broken {end}"));
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        var text = await LinesAsync(reader, 3);
        if (end == StreamEnd.Aborted)
        {
            plugged.Stub.Break.Release();
        }

        var broken = AnalyzedFootage.Lines(text + await reader.ReadToEndAsync());
        Assert.Equal("A white car", string.Concat(broken[1..^1].Select(l => l.Text("text"))));
        Assert.Equal(("length", "endpoint"), (broken[^1].Text("finish_reason"), broken[^1].GetProperty("generation").Text("writer")));
        Assert.Contains("ends early", broken[^1].GetProperty("error").Text("message"), StringComparison.Ordinal);

        plugged.Stub.Script(plugged.Stub.Streams("data: {\"choices\":[{\"delta\":{\"role\":\"assistant\"}}]}\n\n", end: end));
        if (end == StreamEnd.Aborted)
        {
            plugged.Stub.Break.Release();
        }

        var composed = await StreamAsync($"broken early {end}");
        Assert.Equal(Composed, string.Concat(composed[1..^1].Select(l => l.Text("text"))));
        Assert.Equal("composer", composed[^1].GetProperty("generation").Text("writer"));
    }

    [Fact]
    public async Task A_streamed_answer_without_end_is_cut_off()
    {
        plugged.Stub.Script(plugged.Stub.Streams(StubChatEndpoint.Events(Enumerable.Repeat(new string('x', 1000), 100)), chunk: 5000));
        var lines = await StreamAsync("endless", maxTokens: 10);
        Assert.InRange(string.Concat(lines[1..^1].Select(l => l.Text("text"))).Length, 1, 5000);
        Assert.Equal("length", lines[^1].Text("finish_reason"));
    }

    private async Task<JsonElement[]> StreamAsync(string name, int maxTokens = 1000)
    {
        using var answer = await AskAsync(plugged.Server, await plugged.Server.CarVideoAsync(name), maxTokens);
        return AnalyzedFootage.Lines(await answer.Content.ReadAsStringAsync());
    }

    private static async Task<HttpResponseMessage> AskAsync(RunningServer server, string video, int maxTokens = 1000)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("analyze", UriKind.Relative))
        {
            Content = JsonContent.Create(
                new
                {
                    video_id = video,
                    prompt = "When does a car come in?",
                    max_tokens = maxTokens,
                }
            ),
        };
        return await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static async Task<string> LinesAsync(StreamReader reader, int count)
    {
        var text = "";
        for (var i = 0; i < count; i++)
        {
            text += await reader.ReadLineAsync() + "\n";
        }

        return text;
    }
}
