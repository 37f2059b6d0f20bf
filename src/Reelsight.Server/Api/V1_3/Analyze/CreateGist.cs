using Microsoft.AspNetCore.Http;
using Reelsight.Analysis.Analyzers;
using Reelsight.Analysis.Answers;
using Reelsight.Analysis.LanguageModels;
using Reelsight.Analysis.Requests;
using Reelsight.Analysis.Timelines;
using Reelsight.Analysis.Tokens;
using Reelsight.Core;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.V1_3.Analyze;

/// <summary>POST /gist → 200 with the title, topics and hashtags of an indexed video: those of <c>types</c>, and no others.</summary>
internal static class CreateGist
{
    private const int MaxTokens = 512;
    private static readonly string[] Types = ["title", "topic", "hashtag"];

    internal sealed record Body(string? VideoId, IReadOnlyList<string>? Types);

    internal sealed record View(
        string Id,
        string? Title,
        IReadOnlyList<string>? Topics,
        IReadOnlyList<string>? Hashtags,
        TokensView Usage,
        IReadOnlyList<EvidenceView> Evidence,
        GenerationView? Generation
    );

    internal static async Task<IResult> HandleAsync(Call call, IndexedVideoLoader videos, AnalysisResponder responder, IdGenerator ids)
    {
        var body = await call.ReadJsonAsync(AnalyzeWireJson.Default.CreateGistBody);
        if (body.Types is not { Count: > 0 } types)
        {
            throw Fail.Missing("types");
        }

        foreach (var type in types)
        {
            AnalyzeRequestValidator.RequireOneOf("types", type, Types);
        }

        var video = await videos.LoadAsync(call.TenantId, VideoIds.Require(body.VideoId), null, call.Cancellation);
        var timeline = video.Timeline;
        var question = new GenerationQuestion
        {
            Timeline = timeline,
            Prompt = "",
            MaxTokens = MaxTokens,
            Temperature = 0,
        };
        var (gist, generated, provenance) = await responder.TryGenerateAsync(video, question, (model, q) =>
            model.GenerateGistAsync(q, call.Cancellation)
        );
        if (gist is not null)
        {
            return TypedResults.Json(
                new View(
                    ids.Next(),
                    types.Contains("title") ? gist.Title : null,
                    types.Contains("topic") ? gist.Topics : null,
                    types.Contains("hashtag") ? gist.Hashtags : null,
                    new TokensView(generated!.OutputTokens, null),
                    EvidenceView.FromClaims(AnalysisResponder.CreateClaims(generated)),
                    GenerationView.From(provenance)
                ),
                AnalyzeWireJson.Default.CreateGistView
            );
        }

        var title = types.Contains("title") ? VideoAnalyzer.BuildTitle(timeline) : null;
        var topics = types.Contains("topic") ? VideoAnalyzer.BuildTopics(timeline) : null;
        var hashtags = types.Contains("hashtag") ? VideoAnalyzer.BuildHashtags(timeline) : null;
        Claim[] claims = [.. title is null ? [] : new[] { title }, .. topics ?? [], .. hashtags ?? []];
        var tokens = claims.Sum(c => TokenCounter.Count(c.Text));
        return TypedResults.Json(
            new View(
                ids.Next(),
                title?.Text,
                GetTexts(topics),
                GetTexts(hashtags),
                new TokensView(tokens, null),
                EvidenceView.FromClaims(claims),
                GenerationView.From(provenance)
            ),
            AnalyzeWireJson.Default.CreateGistView
        );
    }

    private static IReadOnlyList<string>? GetTexts(IReadOnlyList<Claim>? claims) => claims is null ? null : [.. claims.Select(c => c.Text)];
}
