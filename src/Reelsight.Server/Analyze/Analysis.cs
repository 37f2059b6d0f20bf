using System.Text.Json.Nodes;
using Reelsight.Server.Generation;
using Reelsight.Understanding;
using Reelsight.Understanding.Composing;
using Reelsight.Understanding.Facts;
using Reelsight.Understanding.Filling;
using Reelsight.Understanding.Schemas;
using Reelsight.Understanding.Tokens;

namespace Reelsight.Server.Analyze;

/// <summary>Answers a request from what is known of its video, within its tokens.</summary>
internal static class Analysis
{
    internal const string Stop = "stop",
        Length = "length";
    internal const string CutNotice = "The answer is longer than max_tokens allows and ends early.";
    private const string ShortenedNotice =
        "The answer is longer than max_tokens allows; the last entries of its lists are left out, and it is valid JSON.";

    /// <summary>The finished answer.</summary>
    internal sealed record Outcome(
        string Data,
        string FinishReason,
        string? Notice,
        int InputTokens,
        int OutputTokens,
        IReadOnlyList<Claim> Claims
    )
    {
        /// <summary>Who wrote it, where an endpoint is set up.</summary>
        internal GenerationView? Generation { get; init; }
    }

    /// <summary>What is known of the stretch that a request is about.</summary>
    internal static VideoTimeline TimelineOf(VideoTimeline timeline, AnalyzeRequest request) =>
        request.StartSec is null && request.EndSec is null
            ? timeline
            : timeline.Within(request.StartSec ?? 0, request.EndSec ?? timeline.EndSec);

    /// <summary>Answers a request that was checked, also against the video's length.</summary>
    internal static Outcome Run(Analyst analyst, VideoTimeline whole, AnalyzeRequest request, CancellationToken ct)
    {
        var timeline = TimelineOf(whole, request);
        ct.ThrowIfCancellationRequested();
        var input = request.IsTimeBased
            ? request.Definitions.Sum(d => TokenCounter.Count(d.Description))
            : TokenCounter.Count(request.Prompt);
        if (request.IsTimeBased)
        {
            var found = analyst.Segment(timeline, request.Definitions, request.Limits, ct);
            return Json(
                Segments(found, request.TimeFormat),
                null,
                [.. found.SelectMany(f => f.Segments).SelectMany(s => s.Claims)],
                input,
                request.MaxTokens
            );
        }
        if (request.Schema is { } schema)
        {
            var filled = analyst.Json(timeline, schema, request.Prompt, ct);
            return Json(filled.Value, schema, filled.Claims, input, request.MaxTokens);
        }
        if (analyst.JsonAsked(timeline, request.Prompt, ct) is { } json)
        {
            return Json(json.Value, json.Schema, json.Claims, input, request.MaxTokens);
        }

        return Text(analyst.Answer(timeline, request.Prompt, ct), input, request.MaxTokens);
    }

    /// <summary>A text in at most so many tokens.</summary>
    internal static Outcome Text(Answer answer, int inputTokens, int maxTokens)
    {
        var text = TokenCounter.Cut(answer.Text, maxTokens);
        var whole = text.Length == answer.Text.Length;
        return new Outcome(
            text,
            whole ? Stop : Length,
            whole ? null : CutNotice,
            inputTokens,
            TokenCounter.Count(text),
            whole ? answer.Claims : [.. answer.Claims.Where(c => text.Contains(c.Text, StringComparison.Ordinal))]
        );
    }

    /// <summary>JSON in at most so many tokens: shorter lists where that is enough, else cut off as text would be.</summary>
    internal static Outcome Json(JsonNode? value, SchemaNode? schema, IReadOnlyList<Claim> claims, int inputTokens, int maxTokens)
    {
        var whole = JsonText.Of(value);
        if (TokenCounter.Count(whole) is var tokens && tokens <= maxTokens)
        {
            return new Outcome(whole, Stop, null, inputTokens, tokens, claims);
        }

        var shortened = JsonShortener.Fit(value, schema, maxTokens);
        var text = shortened ?? TokenCounter.Cut(whole, maxTokens);
        return new Outcome(text, Length, shortened is null ? CutNotice : ShortenedNotice, inputTokens, TokenCounter.Count(text), claims);
    }

    /// <summary>Segments as the API writes them.</summary>
    internal static JsonObject Segments(IReadOnlyList<Understanding.Segments.SegmentsOfDefinition> found, string timeFormat)
    {
        var answer = new JsonObject();
        foreach (var definition in found)
        {
            answer[definition.Id] = new JsonArray([
                .. definition.Segments.Select(s => new JsonObject
                {
                    ["start_time"] = TimeValue.Of(s.StartSec, timeFormat),
                    ["end_time"] = TimeValue.Of(s.EndSec, timeFormat),
                    ["metadata"] = s.Metadata,
                }),
            ]);
        }
        return answer;
    }
}
