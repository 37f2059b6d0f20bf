using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http;
using Reelsight.Server.Wire;
using Reelsight.Understanding.Tokens;

namespace Reelsight.Server.Analyze;

/// <summary>
/// An answer as lines of JSON, each sent at once: its start, pieces of its text, its end.
/// </summary>
internal static class AnswerStream
{
    private const int TokensOfAPiece = 16;

    /// <summary>Sends an answer.</summary>
    internal static async Task SendAsync(HttpContext http, string id, Analysis.Outcome outcome)
    {
        http.Response.ContentType = "application/x-ndjson";
        await WriteAsync(http, new StreamEvent("stream_start") { Metadata = new StreamMetadata(id) }).ConfigureAwait(false);
        foreach (var piece in TokenCounter.Pieces(outcome.Data, TokensOfAPiece))
            await WriteAsync(http, new StreamEvent("text_generation") { Text = piece }).ConfigureAwait(false);
        await WriteAsync(http, new StreamEvent("stream_end")
        {
            FinishReason = outcome.FinishReason,
            Metadata = new StreamMetadata(id, new TokensView(outcome.OutputTokens, outcome.InputTokens)),
            Error = NoticeView.Of(outcome.Notice),
            Evidence = EvidenceView.Of(outcome.Claims),
        }).ConfigureAwait(false);
    }

    private static async Task WriteAsync(HttpContext http, StreamEvent line)
    {
        await http.Response.WriteLineAsync(line, WireJson.Default.StreamEvent, http.RequestAborted).ConfigureAwait(false);
        await http.Response.Body.FlushAsync(http.RequestAborted).ConfigureAwait(false);
    }
}
