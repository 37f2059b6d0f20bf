using Microsoft.AspNetCore.Http;
using Reelsight.Analysis.Analyzers;
using Reelsight.Analysis.Answers;
using Reelsight.Analysis.Contract;
using Reelsight.Analysis.LanguageModels;
using Reelsight.Analysis.Requests;
using Reelsight.Analysis.Timelines;
using Reelsight.Analysis.Tokens;
using Reelsight.Core;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.V1_3.Analyze;

/// <summary>
/// POST /summarize → 200 with the summary, chapters or highlights of an indexed video; <c>summarize_type</c> tells which. A prompt says
/// what a summary is to be about, and limits chapters and highlights to the interval that it names.
/// </summary>
internal static class Summarize
{
    internal sealed record Body(
        string? VideoId,
        string? Type,
        string? Prompt,
        double? Temperature,
        ResponseFormatBody? ResponseFormat,
        int? MaxTokens
    );

    internal sealed record View(string Id, string SummarizeType, TokensView Usage, IReadOnlyList<EvidenceView> Evidence)
    {
        public string? Summary { get; init; }
        public IReadOnlyList<ChapterView>? Chapters { get; init; }
        public IReadOnlyList<HighlightView>? Highlights { get; init; }
        public GenerationView? Generation { get; init; }
    }

    internal sealed record ChapterView(
        int ChapterNumber,
        double Start,
        double End,
        double StartSec,
        double EndSec,
        string ChapterTitle,
        string ChapterSummary
    );

    internal sealed record HighlightView(
        double Start,
        double End,
        double StartSec,
        double EndSec,
        string Highlight,
        string HighlightSummary
    );

    internal static async Task<IResult> HandleAsync(Call call, AnalysisResponder responder, IndexedVideoLoader videos, IdGenerator ids)
    {
        var body = await call.ReadJsonAsync(AnalyzeWireJson.Default.SummarizeBody);
        var type = AnalyzeRequestValidator.RequireOneOf("type", body.Type, "summary", "chapter", "highlight");
        if (body.Temperature is < 0 or > 1)
        {
            throw Fail.Invalid("The parameter temperature must be a number from 0 to 1.");
        }

        if (body.Prompt is { } prompt)
        {
            AnalysisLimits.ValidatePromptLength(prompt, "prompt");
        }

        var maxTokens = AnalysisLimits.ValidateMaxTokens(body.MaxTokens, "", isPegasus15: false, isTimeBased: false);
        if (body.ResponseFormat is not null)
        {
            AnalyzeRequestValidator.RequireOneOf("response_format.type", body.ResponseFormat.Type, "json_schema");
        }

        var schema = body.ResponseFormat is { } format
            ? AnalyzeRequestValidator.ParseSchema(format, "response_format.json_schema", is15: false)
            : null;
        var video = await videos.LoadAsync(call.TenantId, VideoIds.Require(body.VideoId), null, call.Cancellation);

        var timeline = video.Timeline;
        if (type != "summary")
        {
            timeline = VideoAnalyzer.SelectWindow(timeline, body.Prompt ?? "");
        }

        var question = new GenerationQuestion
        {
            Timeline = timeline,
            Prompt = body.Prompt ?? "",
            MaxTokens = maxTokens,
            Temperature = body.Temperature ?? 0.2,
        };
        var input = TokenCounter.Count(body.Prompt ?? "");
        var id = ids.Next();
        var view = type switch
        {
            "summary" => Summary(
                await responder.AnswerAsync(
                    video,
                    new AnalysisRequest
                    {
                        ModelName = AnalysisModels.Pegasus12,
                        IsTimeBased = false,
                        Prompt = string.IsNullOrWhiteSpace(body.Prompt) ? "Summarize the video." : body.Prompt,
                        MaxTokens = maxTokens,
                        Temperature = body.Temperature,
                        Schema = schema,
                    },
                    null,
                    call.Cancellation
                )
            ),
            "chapter" => Chapters(
                await responder.TryGenerateAsync(video, question, (model, q) => model.GenerateChaptersAsync(q, call.Cancellation))
            ),
            _ => Highlights(
                await responder.TryGenerateAsync(video, question, (model, q) => model.GenerateHighlightsAsync(q, call.Cancellation))
            ),
        };
        return TypedResults.Json(view, AnalyzeWireJson.Default.SummarizeView);

        View Summary(AnalysisOutcome outcome) =>
            new(id, type, new TokensView(outcome.OutputTokens, outcome.InputTokens), EvidenceView.FromClaims(outcome.Claims))
            {
                Summary = outcome.Data,
                Generation = GenerationView.From(outcome.Provenance),
            };

        View Chapters((IReadOnlyList<Chapter>? Value, GeneratedAnswer? Generated, AnswerProvenance? Provenance) answer)
        {
            var chapters = answer.Value ?? VideoAnalyzer.BuildChapters(timeline);
            return new(
                id,
                type,
                Usage(answer.Generated, chapters.Select(c => $"{c.Title} {c.Summary}")),
                CreateEvidence(answer.Generated, chapters.SelectMany(c => c.Claims))
            )
            {
                Chapters =
                [
                    .. chapters.Select(c => new ChapterView(
                        c.Number,
                        RoundSeconds(c.StartSec),
                        RoundSeconds(c.EndSec),
                        RoundSeconds(c.StartSec),
                        RoundSeconds(c.EndSec),
                        c.Title,
                        c.Summary
                    )),
                ],
                Generation = GenerationView.From(answer.Provenance),
            };
        }

        View Highlights((IReadOnlyList<Highlight>? Value, GeneratedAnswer? Generated, AnswerProvenance? Provenance) answer)
        {
            var highlights = answer.Value ?? VideoAnalyzer.BuildHighlights(timeline);
            return new(
                id,
                type,
                Usage(answer.Generated, highlights.Select(h => $"{h.Title} {h.Summary}")),
                CreateEvidence(answer.Generated, highlights.SelectMany(h => h.Claims))
            )
            {
                Highlights =
                [
                    .. highlights.Select(h => new HighlightView(
                        RoundSeconds(h.StartSec),
                        RoundSeconds(h.EndSec),
                        RoundSeconds(h.StartSec),
                        RoundSeconds(h.EndSec),
                        h.Title,
                        h.Summary
                    )),
                ],
                Generation = GenerationView.From(answer.Provenance),
            };
        }

        TokensView Usage(GeneratedAnswer? generated, IEnumerable<string> texts) =>
            generated is null ? new(texts.Sum(TokenCounter.Count), input) : new(generated.OutputTokens, generated.InputTokens);
    }

    private static IReadOnlyList<EvidenceView> CreateEvidence(GeneratedAnswer? generated, IEnumerable<Claim> claims) =>
        EvidenceView.FromClaims(generated is null ? claims : AnalysisResponder.CreateClaims(generated));

    private static double RoundSeconds(double sec) => Math.Round(sec, 3);
}
