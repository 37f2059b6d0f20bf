using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.V1_3.Responses;

/// <summary>Writes server-sent events, each sent off at once; events are numbered from 0.</summary>
internal sealed class ServerSentEventWriter(Call call)
{
    private int _next;

    /// <summary>Starts the answer: from here on, errors are events.</summary>
    internal void Start()
    {
        var response = call.Http.Response;
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-cache";
        // Proxies that gather answers would keep events back.
        response.Headers["X-Accel-Buffering"] = "no";
        call.Http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }

    /// <summary>Sends an event.</summary>
    internal Task SendAsync(ResponseEventView view)
    {
        var numbered = view with { SequenceNumber = _next++ };
        return WriteAsync(
            $"event: {view.Type}\ndata: {JsonSerializer.Serialize(numbered, ResponsesWireJson.Default.ResponseEventView)}\n\n"
        );
    }

    /// <summary>Ends the stream.</summary>
    internal Task CompleteAsync() => WriteAsync("data: [DONE]\n\n");

    private async Task WriteAsync(string text)
    {
        await call.Http.Response.WriteAsync(text, call.Cancellation);
        await call.Http.Response.Body.FlushAsync(call.Cancellation);
    }
}
