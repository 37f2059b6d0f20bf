using System.Globalization;
using Reelsight.Core.Time;
using Reelsight.Media.Probe;
using Reelsight.Media.Tools;

namespace Reelsight.Media.Decoding;

/// <summary>
/// The ffmpeg command of a <see cref="VideoDecoder"/>: decodes once and writes three kinds of frames into one NUT stream.
/// </summary>
internal sealed record VideoFilterGraph
{
    /// <summary>NUT stream numbers, in the order of the -map options.</summary>
    public const int DownscaledStream = 0,
        SampleStream = 1,
        ThumbnailStream = 2;

    // NUT has no negative times, and some files begin before zero: everything is moved up and back by this.
    private const double ShiftSec = 100;

    // At slower rates what is left would be too little to tell a cut from motion.
    private const double MinFpsToSkipFrames = 23.9;

    public VideoFilterGraph(MediaTools tools, MediaInfo info, VideoStreamInfo video, VideoDecoderOptions options)
    {
        (Width, Height) = FrameFilters.Fit(video.Width, video.Height, options.MaxSide);
        ShiftTicks = MediaTime.FromSeconds(ShiftSec + Math.Max(0, -info.Origin.Seconds)).Rescale(video.TimeBase).Pts;
        Arguments = Build(tools, info, video, options);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Ticks to take off every timestamp that comes out.</summary>
    public long ShiftTicks { get; }

    public IReadOnlyList<string> Arguments { get; }

    private List<string> Build(MediaTools tools, MediaInfo info, VideoStreamInfo video, VideoDecoderOptions options)
    {
        var originSec = Format(info.Origin.Seconds);
        var thumbnails = options.ThumbnailFolder is not null;
        var graph =
            $"[0:{video.Index}]split=2[a][b];"
            + $"[a]scale={DownscaledFrame.Width}:{DownscaledFrame.Height}:flags=fast_bilinear,format=yuv444p,setpts=PTS+{ShiftTicks}[tiny];"
            + $"[b]{SelectEvery(1 / options.SampleFps, originSec)},{FrameFilters.BuildDisplayFilter(video, Width, Height)}";
        if (thumbnails)
        {
            var (w, h) = FrameFilters.FitWidth(Width, Height, options.ThumbnailWidth);
            graph +=
                $",split=2[c][d];[c]format=rgb24,setpts=PTS+{ShiftTicks}[samples];"
                + $"[d]{SelectEvery(options.ThumbnailIntervalSec, originSec)},scale={w}:{h}:flags=bicubic,"
                + $"format=yuvj420p,setpts=PTS+{ShiftTicks}[thumbs]";
        }
        else
        {
            graph += $",format=rgb24,setpts=PTS+{ShiftTicks}[samples]";
        }
        List<string> input = ["-noautorotate", "-copyts", "-threads", Format(options.Threads)];
        if (options.SkipLoopFilter)
        {
            input.AddRange(["-skip_loop_filter", "all"]);
        }

        if (options.SkipNonReferenceFrames && video.AverageFrameRate.Value >= MinFpsToSkipFrames)
        {
            input.AddRange(["-skip_frame", "noref"]);
        }

        List<string> arguments =
        [
            .. InputArguments.Ffmpeg,
            "-max_error_rate",
            "1",
            .. InputArguments.Input(tools, input),
            "-filter_complex",
            graph,
        ];
        arguments.AddRange(["-map", "[tiny]", "-c:v:0", "rawvideo", "-map", "[samples]", "-c:v:1", "rawvideo"]);
        if (thumbnails)
        {
            arguments.AddRange(["-map", "[thumbs]", "-c:v:2", "mjpeg", "-q:v:2", "4", "-huffman:v:2", "default"]);
        }

        arguments.AddRange([
            "-fps_mode",
            "passthrough",
            "-enc_time_base",
            $"{video.TimeBase.Num}:{video.TimeBase.Den}",
            "-flush_packets",
            "0",
            "-f",
            "nut",
            "pipe:1",
        ]);
        return arguments;
    }

    // Grid, not distance: the first frame in each cell of the timeline, so nothing drifts and VFR needs no care.
    private static string SelectEvery(double sec, string originSec)
    {
        var rate = Format(1 / sec);
        var (cell, previous) = ($"floor((t-({originSec}))*{rate}+1e-6)", $"floor((prev_selected_t-({originSec}))*{rate}+1e-6)");
        return $"select='isnan(prev_selected_t)+gt({cell},{previous})'";
    }

    private static string Format(double value) => value.ToString("0.#########", CultureInfo.InvariantCulture);
}
