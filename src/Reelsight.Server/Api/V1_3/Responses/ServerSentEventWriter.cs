using System.Buffers;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.V1_3.Responses;

/// <summary>Writes server-sent events, each sent at once; events are numbered from 0.</summary>
internal sealed class ServerSentEventWriter(Call call)
{
    private int _next;

    /// <summary>Starts the response: after it, errors are events.</summary>
    internal void Start()
    {
        var response = call.Http.Response;
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-cache";
        // Tells proxies not to buffer the response.
        response.Headers["X-Accel-Buffering"] = "no";
        call.Http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }

    /// <summary>Sends an event.</summary>
    internal Task SendAsync(ResponseEventView view)
    {
        var numbered = view with { SequenceNumber = _next++ };
        var json = JsonSerializer.SerializeToUtf8Bytes(numbered, ResponsesWireJson.Default.ResponseEventView);
        return WriteAsync(new SseItem<byte[]>(json, view.Type));
    }

    /// <summary>Ends the stream.</summary>
    internal Task CompleteAsync() => WriteAsync(new SseItem<byte[]>("[DONE]"u8.ToArray()));

    private async Task WriteAsync(SseItem<byte[]> item)
    {
        var body = call.Http.Response.Body;
        await SseFormatter.WriteAsync(
            new[] { item }.ToAsyncEnumerable(),
            body,
            static (item, buffer) => buffer.Write(item.Data),
            call.Cancellation
        );
        await body.FlushAsync(call.Cancellation);
    }
}
