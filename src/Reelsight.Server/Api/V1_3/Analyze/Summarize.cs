using Microsoft.AspNetCore.Http;
using Reelsight.Analysis;
using Reelsight.Analysis.Answers;
using Reelsight.Analysis.LanguageModels;
using Reelsight.Analysis.Tokens;
using Reelsight.Core;
using Reelsight.Server.Analyze;
using Reelsight.Server.Generation;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Json;
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

    internal static async Task<IResult> HandleAsync(
        Call call,
        VideoAnalyzer analyst,
        AnalysisResponder writer,
        AnalyzedVideoLoader videos,
        IdGenerator ids
    )
    {
        var body = await call.ReadJsonAsync(AnalyzeWireJson.Default.SummarizeBody);
        var type = AnalyzeRequestValidator.RequireOneOf("type", body.Type, "summary", "chapter", "highlight");
        if (body.Temperature is < 0 or > 1)
        {
            throw Fail.Invalid("The parameter temperature must be a number from 0 to 1.");
        }

        if (body.Prompt is { } prompt)
        {
            AnalyzeRequestValidator.ValidatePromptLength(prompt, "prompt");
        }

        var maxTokens = AnalyzeRequestValidator.ValidateMaxTokens(body.MaxTokens, "", is15: false, timeBased: false);
        if (body.ResponseFormat is not null)
        {
            AnalyzeRequestValidator.RequireOneOf("response_format.type", body.ResponseFormat.Type, "json_schema");
        }

        var schema = body.ResponseFormat is { } format
            ? AnalyzeRequestValidator.ParseSchema(format, "response_format.json_schema", is15: false)
            : null;
        var video = await videos.LoadIndexedAsync(call, body.VideoId);

        var timeline = video.Timeline;
        if (type != "summary")
        {
            timeline = analyst.SelectWindow(timeline, body.Prompt ?? "");
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
                await writer.AnswerAsync(
                    video,
                    new AnalysisRequest
                    {
                        ModelName = Indexes.ModelRoles.Analyst,
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
                await writer.TryGenerateAsync(video, question, (model, q) => model.GenerateChaptersAsync(q, call.Cancellation))
            ),
            _ => Highlights(
                await writer.TryGenerateAsync(video, question, (model, q) => model.GenerateHighlightsAsync(q, call.Cancellation))
            ),
        };
        return TypedResults.Json(view, AnalyzeWireJson.Default.SummarizeView);

        View Summary(AnalysisRunner.AnalysisOutcome outcome) =>
            new(id, type, new TokensView(outcome.OutputTokens, outcome.InputTokens), EvidenceView.FromClaims(outcome.Claims))
            {
                Summary = outcome.Data,
                Generation = outcome.Generation,
            };

        View Chapters((IReadOnlyList<Chapter>? Written, GeneratedAnswer? Writing, GenerationView? By) answer)
        {
            var chapters = answer.Written ?? VideoAnalyzer.BuildChapters(timeline);
            return new(
                id,
                type,
                Usage(answer.Writing, chapters.Select(c => $"{c.Title} {c.Summary}")),
                CreateEvidence(answer.Writing, chapters.SelectMany(c => c.Claims))
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
                Generation = answer.By,
            };
        }

        View Highlights((IReadOnlyList<Highlight>? Written, GeneratedAnswer? Writing, GenerationView? By) answer)
        {
            var highlights = answer.Written ?? VideoAnalyzer.BuildHighlights(timeline);
            return new(
                id,
                type,
                Usage(answer.Writing, highlights.Select(h => $"{h.Title} {h.Summary}")),
                CreateEvidence(answer.Writing, highlights.SelectMany(h => h.Claims))
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
                Generation = answer.By,
            };
        }

        TokensView Usage(GeneratedAnswer? writing, IEnumerable<string> texts) =>
            writing is null ? new(texts.Sum(TokenCounter.Count), input) : new(writing.OutputTokens, writing.InputTokens);
    }

    private static IReadOnlyList<EvidenceView> CreateEvidence(GeneratedAnswer? writing, IEnumerable<Claim> claims) =>
        EvidenceView.FromClaims(writing is null ? claims : AnalysisResponder.CreateClaims(writing));

    private static double RoundSeconds(double sec) => Math.Round(sec, 3);
}
