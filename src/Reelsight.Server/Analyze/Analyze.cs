using Microsoft.AspNetCore.Http;
using Reelsight.Server.Generation;
using Reelsight.Server.Http;
using Reelsight.Server.Indexes;
using Reelsight.Server.Wire;
using Reelsight.Storage;

namespace Reelsight.Server.Analyze;

/// <summary>
/// POST /analyze (and POST /generate, its old name) → 200 with the answer to a prompt about one video, as lines of JSON unless
/// <c>stream</c> is false. Exactly one of <c>video_id</c> (pegasus1.2 only) and <c>video</c>. Whatever is wrong with the request is an
/// ordinary error, told before the first line.
/// </summary>
internal static class Analyze
{
    internal static async Task<IResult> HandleAsync(
        Call call,
        Writer writer,
        AnalyzedVideos videos,
        MediaReader media,
        ReferenceImages images,
        IdSource ids
    )
    {
        var body = await call.ReadJsonAsync(WireJson.Default.AnalyzeBody);
        if (body.AnalysisMode == AnalyzeRules.TimeBased)
        {
            throw Fail.Invalid($"The mode {AnalyzeRules.TimeBased} is for POST /analyze/tasks.");
        }

        var request = AnalyzeRules.Check(body);
        if ((body.VideoId is null) == (body.Video is null))
        {
            throw Fail.Invalid("Exactly one of the parameters video_id and video is needed.");
        }

        if (body.VideoId is not null && request.ModelName == ModelRoles.Analyst15)
        {
            throw Fail.Invalid($"The parameter video_id is not taken by {ModelRoles.Analyst15}; name the video by video.");
        }

        var shown = await images.DescribeAsync(call, body);
        var id = ids.Next();
        var stream = body.Stream ?? true ? new AnswerStream(call.Http, id) : null;
        Analysis.Outcome outcome;
        if (body.VideoId is not null)
        {
            outcome = await AnswerAsync(await videos.OfIndexAsync(call, body.VideoId, stream is null ? null : stream.StartAsync));
        }
        else
        {
            var open = await media.OpenAsync(call, "video", body.Video, MediaSizes.Analyzed);
            await using (open)
            {
                AnalyzeRules.CheckDuration(request, open.Info.DurationSec);
                outcome = await AnswerAsync(await videos.OfMediaAsync(call, open));
            }
        }
        if (stream is null)
        {
            return TypedResults.Json(View(id, outcome), WireJson.Default.AnalyzeView);
        }

        await stream.EndAsync(outcome);
        return TypedResults.Empty;

        async Task<Analysis.Outcome> AnswerAsync(AnalyzedVideo video)
        {
            if (writer.AsksEndpoint && stream is not null)
            {
                await stream.StartAsync();
            }

            return await writer.AnswerAsync(
                video,
                ReferenceImages.Resolve(request, shown),
                stream is null ? null : stream.AddAsync,
                call.Cancelled
            );
        }
    }

    private static AnalyzeView View(string id, Analysis.Outcome outcome) =>
        new(
            id,
            outcome.Data,
            outcome.FinishReason,
            new TokensView(outcome.OutputTokens, outcome.InputTokens),
            NoticeView.Of(outcome.Notice),
            EvidenceView.Of(outcome.Claims),
            outcome.Generation
        );
}
