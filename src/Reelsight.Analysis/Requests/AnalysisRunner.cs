using System.Text.Json.Nodes;
using Reelsight.Analysis.Analyzers;
using Reelsight.Analysis.Answers;
using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Prompts;
using Reelsight.Analysis.Schemas;
using Reelsight.Analysis.Segments;
using Reelsight.Analysis.StructuredOutput;
using Reelsight.Analysis.Tokens;

namespace Reelsight.Analysis.Requests;

/// <summary>Answers analysis requests from the facts about a video, within the requested number of tokens.</summary>
internal static class AnalysisRunner
{
    /// <summary>The notice of an answer that was cut off.</summary>
    internal const string TruncatedNotice = "The answer is longer than max_tokens allows and ends early.";
    private const string ShortenedNotice =
        "The answer is longer than max_tokens allows; the last entries of its lists are left out, and it is valid JSON.";

    /// <summary>The part of a timeline that a request is about.</summary>
    internal static VideoTimeline SelectWindow(VideoTimeline timeline, AnalysisRequest request) =>
        request.StartSec is null && request.EndSec is null
            ? timeline
            : timeline.Within(request.StartSec ?? 0, request.EndSec ?? timeline.EndSec);

    /// <summary>Answers a request.</summary>
    /// <param name="analyzer">Finds the answer.</param>
    /// <param name="whole">The facts about the whole video.</param>
    /// <param name="request">The request, checked against the length of the video.</param>
    /// <param name="plan">The parsed prompt of the request.</param>
    /// <param name="ct">Cancellation.</param>
    internal static AnalysisOutcome Run(
        VideoAnalyzer analyzer,
        VideoTimeline whole,
        AnalysisRequest request,
        PromptPlan plan,
        CancellationToken ct
    )
    {
        var timeline = SelectWindow(whole, request);
        ct.ThrowIfCancellationRequested();
        if (request.IsTimeBased)
        {
            var found = analyzer.FindSegments(timeline, request.SegmentDefinitions, request.SegmentLimits, ct);
            return CreateJsonOutcome(
                WriteSegments(found, request.TimeFormat),
                null,
                [.. found.SelectMany(f => f.Segments).SelectMany(s => s.Claims)],
                request.SegmentDefinitions.Sum(d => TokenCounter.Count(d.Description)),
                request.MaxTokens,
                ct
            );
        }

        var input = TokenCounter.Count(request.Prompt);
        var json = request.Schema is { } schema
            ? analyzer.AnswerJson(timeline, schema, plan, ct)
            : analyzer.TryAnswerJson(timeline, plan, ct);
        return json is null
            ? CreateTextOutcome(analyzer.AnswerText(timeline, plan, ct), input, request.MaxTokens)
            : CreateJsonOutcome(json.Value, json.Schema, json.Claims, input, request.MaxTokens, ct);
    }

    /// <summary>Segments as the API writes them: by the id of their definition.</summary>
    internal static JsonObject WriteSegments(IReadOnlyList<DefinitionSegments> found, string timeFormat)
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

    private static AnalysisOutcome CreateTextOutcome(TextAnswer answer, int inputTokens, int maxTokens)
    {
        var text = TokenCounter.Truncate(answer.Text, maxTokens);
        var whole = text.Length == answer.Text.Length;
        return new AnalysisOutcome(
            text,
            whole ? AnalysisOutcome.FinishStop : AnalysisOutcome.FinishLength,
            whole ? null : TruncatedNotice,
            inputTokens,
            TokenCounter.Count(text),
            whole ? answer.Claims : [.. answer.Claims.Where(c => text.Contains(c.Text, StringComparison.Ordinal))]
        );
    }

    // Shorter lists where that is enough, else cut off like text.
    private static AnalysisOutcome CreateJsonOutcome(
        JsonNode? value,
        SchemaNode? schema,
        IReadOnlyList<Claim> claims,
        int inputTokens,
        int maxTokens,
        CancellationToken ct
    )
    {
        var whole = CompactJson.Write(value);
        if (TokenCounter.Count(whole) is var tokens && tokens <= maxTokens)
        {
            return new AnalysisOutcome(whole, AnalysisOutcome.FinishStop, null, inputTokens, tokens, claims);
        }

        var shortened = JsonShortener.Fit(value, schema, maxTokens, ct);
        var text = shortened ?? TokenCounter.Truncate(whole, maxTokens);
        return new AnalysisOutcome(
            text,
            AnalysisOutcome.FinishLength,
            shortened is null ? TruncatedNotice : ShortenedNotice,
            inputTokens,
            TokenCounter.Count(text),
            claims
        );
    }
}
