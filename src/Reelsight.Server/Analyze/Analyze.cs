using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http;
using Reelsight.Server.Indexes;
using Reelsight.Server.Wire;
using Reelsight.Storage;
using Reelsight.Understanding;

namespace Reelsight.Server.Analyze;

/// <summary>
/// POST /analyze (and POST /generate, its old name) → 200 with the answer to a prompt about one video, as lines of JSON unless <c>stream</c>
/// is false. Exactly one of <c>video_id</c> (pegasus1.2 only) and <c>video</c>. Whatever is wrong with the request is an ordinary error,
/// told before the first line.
/// </summary>
internal static class Analyze
{
    internal static async Task<IResult> HandleAsync(Call call, Analyst analyst, AnalyzedVideos videos, MediaReader media, ReferenceImages images, IdSource ids)
    {
        var body = await call.ReadJsonAsync(WireJson.Default.AnalyzeBody).ConfigureAwait(false);
        if (body.AnalysisMode == AnalyzeRules.TimeBased) throw Fail.Invalid($"The mode {AnalyzeRules.TimeBased} is for POST /analyze/tasks.");
        var request = AnalyzeRules.Check(body);
        if ((body.VideoId is null) == (body.Video is null)) throw Fail.Invalid("Exactly one of the parameters video_id and video is needed.");
        if (body.VideoId is not null && request.ModelName == ModelRoles.Analyst15) throw Fail.Invalid($"The parameter video_id is not taken by {ModelRoles.Analyst15}; name the video by video.");
        var shown = await images.DescribeAsync(call, body).ConfigureAwait(false);
        Analysis.Outcome outcome;
        if (body.VideoId is not null)
        {
            outcome = Answer(await videos.OfIndexAsync(call, body.VideoId).ConfigureAwait(false));
        }
        else
        {
            var open = await media.OpenAsync(call, "video", body.Video, MediaSizes.Analyzed).ConfigureAwait(false);
            await using (open.ConfigureAwait(false))
            {
                AnalyzeRules.CheckDuration(request, open.Info.DurationSec);
                outcome = Answer(await videos.OfMediaAsync(call, open).ConfigureAwait(false));
            }
        }
        var id = ids.Next();
        if (!(body.Stream ?? true)) return TypedResults.Json(View(id, outcome), WireJson.Default.AnalyzeView);
        await AnswerStream.SendAsync(call.Http, id, outcome).ConfigureAwait(false);
        return TypedResults.Empty;

        Analysis.Outcome Answer(AnalyzedVideo video) => Analysis.Run(analyst, video.Described, video.DurationSec, ReferenceImages.Resolve(request, shown));
    }

    private static AnalyzeView View(string id, Analysis.Outcome outcome) => new(
        id, outcome.Data, outcome.FinishReason, new TokensView(outcome.OutputTokens, outcome.InputTokens), NoticeView.Of(outcome.Notice), EvidenceView.Of(outcome.Claims));
}
