using Reelsight.Media.Decoding;
using Reelsight.Media.Probe;
using Reelsight.Media.Tools;

namespace Reelsight.Media.Delivery;

/// <summary>Makes one MPEG-TS segment of a <see cref="HlsSegmentGrid"/>; segments made in any order join without a seam.</summary>
internal static class HlsTranscoder
{
    private const int PrerollFrames = 2; // AAC frames encoded before a segment and dropped, so that its first is complete
    private const double SeekBackSec = 1; // containers that seek by decode time land late
    private const int MaxSide = 1920;

    public static IReadOnlyList<string> BuildArguments(MediaTools tools, MediaInfo info, HlsSegmentGrid grid, int segment)
    {
        var seek = Math.Max(0, HlsSegmentGrid.GetStartSec(segment) - SeekBackSec);
        List<string> arguments =
        [
            .. InputArguments.Ffmpeg,
            .. InputArguments.Input(tools, "-noautorotate", "-copyts", "-noaccurate_seek", "-ss", InputArguments.FormatSeconds(seek)),
        ];
        List<string> graph = [];
        if (info.Video is { } video && info.Kind == MediaKind.Video)
        {
            graph.Add(BuildVideoGraph(info, video, grid, segment));
        }

        if (info.Audio is { } audio)
        {
            graph.Add(BuildAudioGraph(info, audio, grid, segment));
        }

        arguments.AddRange(["-filter_complex", string.Join(';', graph)]);
        if (info.Video is not null && info.Kind == MediaKind.Video)
        {
            // without B-frames decode times equal presentation times, so segments need no lead
            arguments.AddRange([
                "-map",
                "[v]",
                "-c:v",
                "libx264",
                "-preset",
                "veryfast",
                "-crf",
                "23",
                "-bf",
                "0",
                "-g",
                "9999",
                "-pix_fmt",
                "yuv420p",
            ]);
        }

        if (info.Audio is not null)
        {
            arguments.AddRange(["-map", "[a]", "-c:a", "aac", "-b:a", "128k", "-ac", "2", "-bsf:a", BuildPacketFilter(grid, segment)]);
        }

        arguments.AddRange([
            "-fps_mode",
            "passthrough",
            "-muxdelay",
            "0",
            "-muxpreload",
            "0",
            "-avoid_negative_ts",
            "disabled",
            "-mpegts_flags",
            "+initial_discontinuity",
            "-f",
            "mpegts",
            "pipe:1",
        ]);
        return arguments;
    }

    // The frames are put on a constant grid counted from the origin; the last one holds until the end of the file.
    private static string BuildVideoGraph(MediaInfo info, VideoStreamInfo video, HlsSegmentGrid grid, int segment)
    {
        var (first, end) = (grid.GetFirstFrame(segment), grid.GetFirstFrame(segment + 1));
        var (w, h) = FrameFilters.Fit(video.Width, video.Height, MaxSide);
        var startSec = (double)first * grid.FrameRate.Den / grid.FrameRate.Num;
        return $"[0:{video.Index}]setpts=PTS-({InputArguments.FormatSeconds(info.Origin.Seconds)})/TB,"
            + $"fps=fps={grid.FrameRate}:start_time={InputArguments.FormatSeconds(startSec)},"
            + $"tpad=stop=-1:stop_mode=clone,trim=start_pts={first}:end_pts={end},"
            + $"{FrameFilters.BuildDisplayFilter(video, Even(w), Even(h))},format=yuv420p[v]";
    }

    private static string BuildAudioGraph(MediaInfo info, AudioStreamInfo audio, HlsSegmentGrid grid, int segment)
    {
        var first = Math.Max(0, HlsSegmentGrid.GetFirstSample(segment) - (PrerollFrames * HlsSegmentGrid.AudioFrame));
        var end = GetLastSample(grid, segment) + (PrerollFrames * HlsSegmentGrid.AudioFrame);
        // Two steps, because first_pts counts in samples of the rate that comes in.
        return $"[0:{audio.Index}]asetpts=PTS-({InputArguments.FormatSeconds(info.Origin.Seconds)})/TB,"
            + $"aresample={HlsSegmentGrid.AudioRate},aresample=async=1:first_pts={first},apad,atrim=start_pts={first}:end_pts={end}[a]";
    }

    // Packets are counted, because the unit of their times depends on the muxer. The encoder begins with one frame of
    // its own delay, then come the pre-roll frames, of which the first segment has none.
    private static string BuildPacketFilter(HlsSegmentGrid grid, int segment)
    {
        var lead = segment == 0 ? 1 : 1 + PrerollFrames;
        var frames =
            (GetLastSample(grid, segment) - HlsSegmentGrid.GetFirstSample(segment) + HlsSegmentGrid.AudioFrame - 1)
            / HlsSegmentGrid.AudioFrame;
        return $"noise=drop='lt(n,{lead})+gte(n,{lead + frames})'";
    }

    private static long GetLastSample(HlsSegmentGrid grid, int segment) =>
        segment == grid.Count - 1
            ? (long)Math.Ceiling(grid.GetEndSec(segment) * HlsSegmentGrid.AudioRate)
            : HlsSegmentGrid.GetFirstSample(segment + 1);

    // 4:2:0 needs even sides
    private static int Even(int side) => Math.Max(2, side & ~1);
}
