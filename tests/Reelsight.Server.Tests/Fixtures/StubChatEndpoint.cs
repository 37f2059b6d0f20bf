using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Reelsight.Analysis.LanguageModels;
using Reelsight.Server.Settings;

namespace Reelsight.Server.Tests.Fixtures;

/// <summary>
/// A generation endpoint on a free port that answers as a test says, one answer after another, and keeps what it was asked.
/// </summary>
public sealed class StubChatEndpoint : IAsyncDisposable
{
    public const string Key = "sk-secret-of-the-endpoint",
        Model = "stub-vl";

    private static readonly JsonSerializerOptions _asIs = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _answers = new();

    private StubChatEndpoint(WebApplication app) => _app = app;

    /// <summary>What it was asked: bodies of chat completions.</summary>
    public ConcurrentQueue<JsonElement> Asked { get; } = new();

    /// <summary>Authorization headers as they came.</summary>
    public ConcurrentQueue<string> Keys { get; } = new();

    /// <summary>Counts clients that went away while they waited.</summary>
    public SemaphoreSlim Left { get; } = new(0);

    /// <summary>Counts requests that have come in and wait for their answer.</summary>
    public SemaphoreSlim Waiting { get; } = new(0);

    /// <summary>Lets a stream that is to be aborted go on to that.</summary>
    public SemaphoreSlim Break { get; } = new(0);

    public Uri Url => new($"{_app.Urls.First()}/v1/");

    public static async Task<StubChatEndpoint> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var stub = new StubChatEndpoint(app);
        app.MapPost("/v1/chat/completions", stub.AnswerAsync);
        app.MapGet("/v1/models", () =>
            Results.Text($$"""{"object":"list","data":[{"id":"{{Model}}","object":"model"}]}""", "application/json")
        );
        await app.StartAsync();
        return stub;
    }

    /// <summary>Settings of a server that uses it.</summary>
    public ServerSettings Plug(ServerSettings settings) =>
        settings with
        {
            Generation = new GenerationSettings
            {
                Url = Url,
                Model = Model,
                Key = Key,
            },
        };

    /// <summary>What it will answer, in this order; whatever was left of earlier scripts is forgotten.</summary>
    public void Script(params IEnumerable<Func<HttpContext, Task>> answers)
    {
        _answers.Clear();
        Asked.Clear();
        Keys.Clear();
        foreach (var answer in answers)
        {
            _answers.Enqueue(answer);
        }
    }

    /// <summary>A whole answer.</summary>
    public static Func<HttpContext, Task> Says(string text, string finish = "stop", int? input = null, int? output = null) =>
        Sends(
            200,
            "application/json",
            JsonSerializer.Serialize(
                new
                {
                    choices = new[]
                    {
                        new
                        {
                            index = 0,
                            message = new { role = "assistant", content = text },
                            finish_reason = finish,
                        },
                    },
                    usage = input is null ? null : new { prompt_tokens = input, completion_tokens = output },
                }
            )
        );

    /// <summary>Any answer.</summary>
    public static Func<HttpContext, Task> Sends(int status, string type, string body, params (string Name, string Value)[] headers) =>
        async http =>
        {
            http.Response.StatusCode = status;
            http.Response.ContentType = type;
            foreach (var (name, value) in headers)
            {
                http.Response.Headers[name] = value;
            }

            await http.Response.WriteAsync(body, http.RequestAborted);
        };

    /// <summary>A stream of events, sent in chunks of so many bytes, and then its end, an abort, or silence.</summary>
    public Func<HttpContext, Task> Streams(string events, int chunk = 7, StreamEnd end = StreamEnd.Whole) =>
        async http =>
        {
            http.Response.ContentType = "text/event-stream";
            http.Features.Get<IHttpResponseBodyFeature>()!.DisableBuffering();
            foreach (var bytes in Encoding.UTF8.GetBytes(events).Chunk(chunk))
            {
                await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
            }
            if (end == StreamEnd.Aborted)
            {
                // An abort takes along what the other side has not read yet.
                await Break.WaitAsync(http.RequestAborted);
                http.Abort();
            }
            if (end == StreamEnd.Silent)
            {
                await SilenceAsync(http);
            }
        };

    /// <summary>Never answers.</summary>
    public Func<HttpContext, Task> Silent => SilenceAsync;

    /// <summary>Events of a streamed answer: a piece each, the reason of its end, what it cost, and the mark that it is done.</summary>
    public static string Events(IEnumerable<string> pieces, bool ends = true) =>
        string.Concat(
            pieces.Select(p =>
                $"data: {JsonSerializer.Serialize(new { choices = new[] { new { delta = new { content = p } } } }, _asIs)}\n\n"
            )
        )
        + (
            ends
                ? "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: "
                    + "{\"choices\":[],\"usage\":{\"prompt_tokens\":321,\"completion_tokens\":12}}\n\ndata: [DONE]\n\n"
                : ""
        );

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Left.Dispose();
        Waiting.Dispose();
        Break.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        Asked.Enqueue(body.RootElement.Clone());
        Keys.Enqueue(http.Request.Headers.Authorization.ToString());
        if (_answers.TryDequeue(out var answer))
        {
            await answer(http);
        }
        else
        {
            http.Response.StatusCode = 500;
        }
    }

    private async Task SilenceAsync(HttpContext http)
    {
        Waiting.Release();
        var gone = new TaskCompletionSource();
        await using (http.RequestAborted.Register(gone.SetResult))
        {
            await gone.Task;
        }

        Left.Release();
    }
}

/// <summary>How a stream ends.</summary>
public enum StreamEnd
{
    Whole,
    Aborted,
    Silent,
}

/// <summary>A server with an endpoint, for all tests of a class; they run one after another.</summary>
public sealed class ServerWithChatEndpoint : IAsyncLifetime
{
    public RunningServer Server { get; private set; } = null!;

    public StubChatEndpoint Stub { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Stub = await StubChatEndpoint.StartAsync();
        Server = await RunningServer.StartAsync(Stub.Plug);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Stub.DisposeAsync();
    }
}
