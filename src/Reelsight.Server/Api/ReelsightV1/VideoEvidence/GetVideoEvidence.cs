using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Timelines;
using Reelsight.Server.Api.V1_3.Analyze;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.VideoEvidence;

/// <summary>
/// GET /reelsight/v1/videos/{video_id}/evidence → 200 with the facts about a video that answers rest on, in order of time; those of some
/// kinds, or of an interval, when asked, and where objects were seen when <c>sightings</c> is set. A video that is not ready is 400.
/// </summary>
internal static class GetVideoEvidence
{
    private static readonly string[] Kinds = [.. Enum.GetNames<FactKind>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];

    /// <summary>
    /// The facts of a video; times in seconds, ranges half-open. <c>loudness_db</c> has each second of the whole audio track in dB of full
    /// scale, and is absent without one.
    /// </summary>
    internal sealed record View(string VideoId, double Duration, IReadOnlyList<FactView> Facts, IReadOnlyList<double>? LoudnessDb);

    internal static async Task<IResult> HandleAsync(Call call, IVideoStore videos, TimelineCache timelines)
    {
        var id = call.GetId("video_id");
        var kinds = call.Query.GetChoices("kind", Kinds);
        var (start, end) = (call.Query.GetNumber("start_sec"), call.Query.GetNumber("end_sec"));
        var sightings = call.Query.GetBoolean("sightings", false);
        if (end <= (start ?? 0))
        {
            throw Fail.Invalid("The parameter end_sec must be greater than start_sec.");
        }

        var video = await videos.FindAsync(call.TenantId, null, id, call.Cancellation) ?? throw Fail.NotFound("video", id);
        var known = video is { Status: VideoStatus.Ready, ContentHash: { } hash }
            ? await timelines.FindAsync(call.TenantId, hash, video.DurationSec, call.Cancellation)
            : null;
        if (known is null)
        {
            throw Fail.Refused(ErrorCodes.VideoNotReady, $"The video {id} is not indexed yet. Wait until its task is ready.");
        }

        var timeline = known.Timeline;
        var facts = timeline
            .Within(start ?? 0, end ?? timeline.EndSec)
            .Facts.Select(f =>
                FactView.FromFactWithDetails(f) with
                {
                    Sightings = sightings && f.Kind == FactKind.Visible ? [.. f.Sightings.Select(SightingView.From)] : null,
                }
            )
            .Where(f => kinds.Count == 0 || kinds.Contains(f.Kind));
        var loudness = timeline.LoudnessDb.Count == 0 ? null : timeline.LoudnessDb.Select(db => Math.Round(db, 1)).ToList();
        return TypedResults.Json(
            new View(id, Math.Round(timeline.DurationSec, 3), [.. facts], loudness),
            EvidenceWireJson.Default.VideoEvidenceView
        );
    }
}
