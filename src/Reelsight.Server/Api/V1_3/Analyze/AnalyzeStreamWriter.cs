using Microsoft.AspNetCore.Http;
using Reelsight.Analysis.Requests;
using Reelsight.Analysis.Tokens;
using Reelsight.Server.Http.Responses;

namespace Reelsight.Server.Api.V1_3.Analyze;

/// <summary>Writes an answer as lines of JSON, each sent at once: its start, pieces of its text, its end.</summary>
internal sealed class AnalyzeStreamWriter(HttpContext http, string id)
{
    private const int TokensPerPiece = 16;

    private bool _started,
        _hasText;

    /// <summary>Sends the start, once. After it, an error can no longer change the status.</summary>
    internal async Task StartAsync()
    {
        if (_started)
        {
            return;
        }

        _started = true;
        http.Response.ContentType = "application/x-ndjson";
        await WriteAsync(new StreamEvent("stream_start") { Metadata = new StreamMetadata(id) });
    }

    /// <summary>Sends a piece of the answer.</summary>
    internal async Task AddAsync(string piece)
    {
        await StartAsync();
        _hasText = true;
        await WriteAsync(new StreamEvent("text_generation") { Text = piece });
    }

    /// <summary>Sends the end, and before it the whole answer unless pieces of it were sent.</summary>
    internal async Task CompleteAsync(AnalysisOutcome outcome)
    {
        await StartAsync();
        if (!_hasText)
        {
            foreach (var piece in TokenCounter.Split(outcome.Data, TokensPerPiece))
            {
                await AddAsync(piece);
            }
        }

        await WriteAsync(
            new StreamEvent("stream_end")
            {
                FinishReason = outcome.FinishReason,
                Metadata = new StreamMetadata(id, new TokensView(outcome.OutputTokens, outcome.InputTokens)),
                Error = NoticeView.From(outcome.Notice),
                Evidence = EvidenceView.FromClaims(outcome.Claims),
                Generation = GenerationView.From(outcome.Provenance),
            }
        );
    }

    private async Task WriteAsync(StreamEvent line)
    {
        await http.Response.WriteLineAsync(line, AnalyzeWireJson.Default.StreamEvent, http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }
}
