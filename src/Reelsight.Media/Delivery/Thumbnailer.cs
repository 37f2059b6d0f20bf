using Reelsight.Core.Errors;
using Reelsight.Media.Decoding;
using Reelsight.Media.Probe;
using Reelsight.Media.Tools;

namespace Reelsight.Media.Delivery;

/// <summary>Makes thumbnails of a file on demand.</summary>
public sealed class Thumbnailer(MediaTools tools)
{
    private const double SeekMarginSec = 0.5;
    private const double EdgeSec = 1e-4; // a time in seconds names the frame whose timestamp it was made from

    /// <summary>
    /// Writes a jpeg of the frame shown at <paramref name="timeSec"/>: the last frame at or before it, else the first.
    /// The file appears whole or not at all.
    /// </summary>
    /// <param name="info">The probed file; it must have a video stream.</param>
    /// <param name="timeSec">Seconds from the file's origin.</param>
    /// <param name="maxWidth">Largest width in pixels; smaller frames are not enlarged.</param>
    /// <param name="destination">Path of the jpeg; an existing file is replaced.</param>
    /// <param name="ct">Stops the decoder.</param>
    /// <exception cref="MediaException">No frame can be decoded.</exception>
    public async Task CaptureAsync(MediaInfo info, double timeSec, int maxWidth, string destination, CancellationToken ct = default)
    {
        var video = info.Video ?? throw new ArgumentException("The file has no picture stream.", nameof(info));
        var end = info.Origin.Seconds + timeSec + EdgeSec;
        var untilThen = $"trim=end={InputArguments.FormatSeconds(end)},";
        // Cheapest first: just before the time; from the key frame (a slide shown for long); the first there is.
        var near = Math.Max(0, timeSec - SeekMarginSec);
        if (
            await TryAsync(info, video, ["-ss", InputArguments.FormatSeconds(near)], untilThen, ",reverse", maxWidth, destination, ct)
            || await TryAsync(
                info,
                video,
                ["-noaccurate_seek", "-ss", InputArguments.FormatSeconds(near)],
                untilThen,
                ",reverse",
                maxWidth,
                destination,
                ct
            )
            || await TryAsync(info, video, [], "", "", maxWidth, destination, ct)
        )
        {
            return;
        }

        throw ProbeFailure.NothingDecoded("picture", "");
    }

    private async Task<bool> TryAsync(
        MediaInfo info,
        VideoStreamInfo video,
        string[] seek,
        string before,
        string after,
        int maxWidth,
        string destination,
        CancellationToken ct
    )
    {
        if (info.Kind == MediaKind.Image && seek.Length > 0)
        {
            return false;
        }

        var (width, height) = FrameFilters.FitWidth(video.Width, video.Height, maxWidth);
        string[] arguments =
        [
            .. InputArguments.Ffmpeg,
            .. InputArguments.Input(tools, ["-noautorotate", "-copyts", .. seek]),
            // scaled before reversed, so that the frames held are small
            "-filter_complex",
            $"[0:{video.Index}]{before}{FrameFilters.BuildDisplayFilter(video, width, height)},format=yuvj420p{after}[o]",
            "-map",
            "[o]",
            "-frames:v",
            "1",
            "-c:v",
            "mjpeg",
            "-q:v",
            "3",
            "-f",
            "image2pipe",
            "pipe:1",
        ];
        await using var child = ChildProcess.Start(tools, tools.Ffmpeg, arguments, info.Path, tools.DecodeLimits, ct: ct);
        return await AtomicFile.WriteAsync(child, destination, ct);
    }
}
