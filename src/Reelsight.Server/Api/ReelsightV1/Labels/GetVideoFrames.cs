using Microsoft.AspNetCore.Http;
using Reelsight.Pipeline.Assets;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// GET /reelsight/v1/videos/{video_id}/frames → 200 with the frame map: how frame numbers and seconds belong together, exactly, at variable
/// frame rate too. Frame n starts at <c>pts × time_base_num / time_base_den − origin_sec</c>. At a constant rate <c>step</c> says it all:
/// its pts is <c>first_pts + n × step</c>; else <c>pts</c> lists those from <c>from_frame</c> on, at most <c>limit</c>. Audio alone counts
/// milliseconds.
/// </summary>
internal static class GetVideoFrames
{
    private const int MaxFrames = 200_000;

    /// <summary>The frame map of a video.</summary>
    internal sealed record View(
        string VideoId,
        int FrameCount,
        long TimeBaseNum,
        long TimeBaseDen,
        double OriginSec,
        long FirstPts,
        long EndPts,
        double StartSec,
        double EndSec,
        bool IsSound
    )
    {
        /// <summary>Ticks from each frame to the next, when it is always the same.</summary>
        public long? Step { get; init; }

        /// <summary>Where <see cref="Pts"/> begins.</summary>
        public int? FromFrame { get; init; }

        /// <summary>Time stamps of the frames from there on, when <see cref="Step"/> is absent.</summary>
        public IReadOnlyList<long>? Pts { get; init; }
    }

    internal static async Task<IResult> HandleAsync(Call call, VideoFrameMapReader videos)
    {
        var id = call.GetId("video_id");
        var from = call.Query.GetInteger("from_frame", 0, 0, int.MaxValue);
        var limit = call.Query.GetInteger("limit", MaxFrames, 1, MaxFrames);
        var (_, map) = await videos.FindAsync(call.TenantId, null, id, call.Cancellation);
        var view = new View(
            id,
            map.Count,
            map.TimeBase.Num,
            map.TimeBase.Den,
            map.Origin.Seconds,
            map.GetPts(0),
            map.EndPts,
            Math.Round(map.GetTimeSec(0), 6),
            Math.Round(map.GetTimeSec(map.Count), 6),
            map.IsAudioOnly
        );
        var step = map.IsAudioOnly ? 1 : map.ConstantStep;
        view = step is not null ? view with { Step = step } : view with { FromFrame = from, Pts = [.. map.Pts.Skip(from).Take(limit)] };
        return TypedResults.Json(view, LabelsWireJson.Default.VideoFramesView);
    }
}
