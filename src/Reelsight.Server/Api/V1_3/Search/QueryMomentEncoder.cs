using System.Globalization;
using Reelsight.Media.Delivery;
using Reelsight.Media.Probe;
using Reelsight.Pipeline.Assets;
using Reelsight.Search;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Blobs;

namespace Reelsight.Server.Api.V1_3.Search;

/// <summary>Searches with moments of indexed videos: the frame that is shown then is used like an image that was sent along.</summary>
internal sealed class QueryMomentEncoder(
    VideoFrameMapReader videos,
    IBlobStore blobs,
    BlobReferences contents,
    MediaProbe probe,
    FrameExtractor grabber,
    QueryImageEncoder pictures
)
{
    /// <summary>Describes the frames, in the order of the moments.</summary>
    /// <exception cref="ApiException">404: there is no such video. 400: it is not ready, has no frames, or ends before.</exception>
    internal async Task<IReadOnlyList<QueryImage>> EncodeAsync(Call call, IReadOnlyList<QueryMoment> moments)
    {
        var described = new List<QueryImage>();
        foreach (var moment in moments)
        {
            using var frame = new MemoryStream(await ExtractFrameAsync(call, moment), writable: false);
            var kept = await contents.StoreAndHoldAsync(call.TenantId, frame, frame.Length, call.Cancellation);
            try
            {
                var source = new MediaSource.FromContent(kept.ContentHash, $"{moment.VideoId}.jpg");
                described.AddRange(await pictures.EncodeAsync(call, [(QueryMoment.Field, source)]));
            }
            finally
            {
                await contents.ReleaseHoldAsync(call.TenantId, kept.ContentHash);
            }
        }
        return described;
    }

    private async Task<byte[]> ExtractFrameAsync(Call call, QueryMoment moment)
    {
        var (video, map) = await videos.FindAsync(call.TenantId, null, moment.VideoId, call.Cancellation);
        if (map.IsAudioOnly)
        {
            throw Fail.Invalid($"The video {moment.VideoId} in {QueryMoment.Field} has no picture. Ask with a moment of one that has.");
        }

        if (moment.AtSec >= map.GetTimeSec(map.Count))
        {
            throw Fail.Invalid(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The video {moment.VideoId} in {QueryMoment.Field} ends at {map.GetTimeSec(map.Count):0.###} s, before "
                        + $"{moment.AtSec:0.###} s."
                )
            );
        }

        if (!await contents.HoldAsync(call.TenantId, video.ContentHash!, call.Cancellation))
        {
            throw Fail.NotFound("video", moment.VideoId);
        }

        try
        {
            var info = await probe.ProbeAsync(blobs.FindPath(call.TenantId, video.ContentHash!)!, call.Cancellation);
            await foreach (var (_, jpeg) in grabber.ReadAsync(info, [map.GetPts(map.FrameAt(moment.AtSec))], call.Cancellation))
            {
                return jpeg;
            }

            throw Fail.Invalid(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The frame of the video {moment.VideoId} at {moment.AtSec:0.###} s cannot be decoded. Ask with another moment."
                )
            );
        }
        finally
        {
            await contents.ReleaseHoldAsync(call.TenantId, video.ContentHash!);
        }
    }
}
