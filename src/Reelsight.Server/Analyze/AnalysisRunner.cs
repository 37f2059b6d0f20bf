using System.Text.Json.Nodes;
using Reelsight.Analysis;
using Reelsight.Analysis.Answers;
using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Schemas;
using Reelsight.Analysis.StructuredOutput;
using Reelsight.Analysis.Tokens;
using Reelsight.Server.Api.V1_3.Analyze;

namespace Reelsight.Server.Analyze;

/// <summary>Answers a request from what is known of its video, within its tokens.</summary>
internal static class AnalysisRunner
{
    internal const string FinishStop = "stop",
        FinishLength = "length";
    internal const string TruncatedNotice = "The answer is longer than max_tokens allows and ends early.";
    private const string ShortenedNotice =
        "The answer is longer than max_tokens allows; the last entries of its lists are left out, and it is valid JSON.";

    /// <summary>The finished answer.</summary>
    internal sealed record AnalysisOutcome(
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
    internal static VideoTimeline SelectWindow(VideoTimeline timeline, AnalysisRequest request) =>
        request.StartSec is null && request.EndSec is null
            ? timeline
            : timeline.Within(request.StartSec ?? 0, request.EndSec ?? timeline.EndSec);

    /// <summary>Answers a request that was checked, also against the video's length.</summary>
    internal static AnalysisOutcome Run(VideoAnalyzer analyst, VideoTimeline whole, AnalysisRequest request, CancellationToken ct)
    {
        var timeline = SelectWindow(whole, request);
        ct.ThrowIfCancellationRequested();
        var input = request.IsTimeBased
            ? request.SegmentDefinitions.Sum(d => TokenCounter.Count(d.Description))
            : TokenCounter.Count(request.Prompt);
        if (request.IsTimeBased)
        {
            var found = analyst.FindSegments(timeline, request.SegmentDefinitions, request.SegmentLimits, ct);
            return CreateJsonOutcome(
                WriteSegments(found, request.TimeFormat),
                null,
                [.. found.SelectMany(f => f.Segments).SelectMany(s => s.Claims)],
                input,
                request.MaxTokens
            );
        }
        if (request.Schema is { } schema)
        {
            var filled = analyst.AnswerJson(timeline, schema, request.Prompt, ct);
            return CreateJsonOutcome(filled.Value, schema, filled.Claims, input, request.MaxTokens);
        }
        if (analyst.TryAnswerJson(timeline, request.Prompt, ct) is { } json)
        {
            return CreateJsonOutcome(json.Value, json.Schema, json.Claims, input, request.MaxTokens);
        }

        return CreateTextOutcome(analyst.Answer(timeline, request.Prompt, ct), input, request.MaxTokens);
    }

    /// <summary>A text in at most so many tokens.</summary>
    internal static AnalysisOutcome CreateTextOutcome(TextAnswer answer, int inputTokens, int maxTokens)
    {
        var text = TokenCounter.Truncate(answer.Text, maxTokens);
        var whole = text.Length == answer.Text.Length;
        return new AnalysisOutcome(
            text,
            whole ? FinishStop : FinishLength,
            whole ? null : TruncatedNotice,
            inputTokens,
            TokenCounter.Count(text),
            whole ? answer.Claims : [.. answer.Claims.Where(c => text.Contains(c.Text, StringComparison.Ordinal))]
        );
    }

    /// <summary>JSON in at most so many tokens: shorter lists where that is enough, else cut off as text would be.</summary>
    internal static AnalysisOutcome CreateJsonOutcome(
        JsonNode? value,
        SchemaNode? schema,
        IReadOnlyList<Claim> claims,
        int inputTokens,
        int maxTokens
    )
    {
        var whole = CompactJson.Write(value);
        if (TokenCounter.Count(whole) is var tokens && tokens <= maxTokens)
        {
            return new AnalysisOutcome(whole, FinishStop, null, inputTokens, tokens, claims);
        }

        var shortened = JsonShortener.Fit(value, schema, maxTokens);
        var text = shortened ?? TokenCounter.Truncate(whole, maxTokens);
        return new AnalysisOutcome(
            text,
            FinishLength,
            shortened is null ? TruncatedNotice : ShortenedNotice,
            inputTokens,
            TokenCounter.Count(text),
            claims
        );
    }

    /// <summary>Segments as the API writes them.</summary>
    internal static JsonObject WriteSegments(IReadOnlyList<Reelsight.Analysis.Segments.DefinitionSegments> found, string timeFormat)
    {
        var answer = new JsonObject();
        foreach (var definition in found)
        {
            answer[definition.Id] = new JsonArray([
                .. definition.Segments.Select(s => new JsonObject
                {
                    ["start_time"] = JsonTimeValue.Create(s.StartSec, timeFormat),
                    ["end_time"] = JsonTimeValue.Create(s.EndSec, timeFormat),
                    ["metadata"] = s.Metadata,
                }),
            ]);
        }
        return answer;
    }
}
