using Microsoft.AspNetCore.Http;
using Reelsight.Analysis.Contract;
using Reelsight.Analysis.Requests;
using Reelsight.Analysis.Timelines;
using Reelsight.Core;
using Reelsight.Server.Http.Bodies;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Http.Uploads;

namespace Reelsight.Server.Api.V1_3.Analyze;

/// <summary>
/// POST /analyze (and POST /generate, its old name) → 200 with the answer to a prompt about one video, as lines of JSON unless
/// <c>stream</c> is false. Exactly one of <c>video_id</c> (pegasus1.2 only) and <c>video</c>. Whatever is wrong with the request is an
/// ordinary error before the first line.
/// </summary>
internal static class AnalyzeVideo
{
    internal static async Task<IResult> HandleAsync(
        Call call,
        AnalysisResponder responder,
        IndexedVideoLoader indexed,
        MediaVideoLoader unindexed,
        SynchronousMediaGate gate,
        MediaReader media,
        ReferenceImageReader images,
        IdGenerator ids
    )
    {
        var body = await call.ReadJsonAsync(AnalyzeWireJson.Default.AnalyzeBody);
        if (body.AnalysisMode == AnalyzeRequestValidator.TimeBased)
        {
            throw Fail.Invalid($"The mode {AnalyzeRequestValidator.TimeBased} is for POST /analyze/tasks.");
        }

        var request = AnalyzeRequestValidator.Validate(body);
        if ((body.VideoId is null) == (body.Video is null))
        {
            throw Fail.Invalid("Exactly one of the parameters video_id and video is needed.");
        }

        if (body.VideoId is not null && request.ModelName == AnalysisModels.Pegasus15)
        {
            throw Fail.Invalid($"The parameter video_id is not taken by {AnalysisModels.Pegasus15}; name the video by video.");
        }

        var features = await images.DescribeAsync(call, body);
        var id = ids.Next();
        var stream = body.Stream ?? true ? new AnalyzeStreamWriter(call.Http, id) : null;
        AnalysisOutcome outcome;
        if (body.VideoId is not null)
        {
            var videoId = VideoIds.Require(body.VideoId);
            outcome = await AnswerAsync(
                await indexed.LoadAsync(call.TenantId, videoId, stream is null ? null : stream.StartAsync, call.Cancellation)
            );
        }
        else
        {
            var open = await media.OpenAsync(call, "video", body.Video, MediaSizeLimits.Analyzed);
            await using (open)
            {
                AnalysisLimits.ValidateDuration(request, open.Info.DurationSec);
                outcome = await AnswerAsync(
                    await ParameterFailures.NameAsync("video", () =>
                        gate.RunAsync(call.TenantId, () => unindexed.LoadAsync(call.TenantId, open, call.Cancellation), call.Cancellation)
                    )
                );
            }
        }
        if (stream is null)
        {
            return TypedResults.Json(CreateView(id, outcome), AnalyzeWireJson.Default.AnalyzeView);
        }

        await stream.CompleteAsync(outcome);
        return TypedResults.Empty;

        async Task<AnalysisOutcome> AnswerAsync(AnalyzedVideo video)
        {
            if (responder.UsesLanguageModel && stream is not null)
            {
                await stream.StartAsync();
            }

            return await responder.AnswerAsync(
                video,
                ReferenceImages.Apply(request, features),
                stream is null ? null : stream.AddAsync,
                call.Cancellation
            );
        }
    }

    private static AnalyzeView CreateView(string id, AnalysisOutcome outcome) =>
        new(
            id,
            outcome.Data,
            outcome.FinishReason,
            new TokensView(outcome.OutputTokens, outcome.InputTokens),
            NoticeView.From(outcome.Notice),
            EvidenceView.FromClaims(outcome.Claims),
            GenerationView.From(outcome.Provenance)
        );
}
