using System.Globalization;
using System.Text;
using Reelsight.Core.Errors;
using Reelsight.Core.Time;
using Reelsight.Media.Tools;

namespace Reelsight.Media.Probe;

/// <summary>
/// Reads the <see cref="FrameMap"/> of a file from the time stamps of its packets, which needs no decoding; decodes it where the packets
/// are not enough (no time stamps, two packets a frame).
/// </summary>
public sealed class FrameMapReader(MediaTools tools)
{
    private const int MaxBytes = 1 << 30;

    /// <summary>Reads the map.</summary>
    /// <exception cref="MediaException">No frame has a time stamp, or reading stalled.</exception>
    public async Task<FrameMap> ReadAsync(MediaInfo info, CancellationToken ct = default)
    {
        if (info.Video is not { } video)
        {
            return FrameMap.CreateForAudio(info.DurationSec);
        }

        var rows = await ReadRowsAsync(info, video, ["-show_packets", "-show_entries", "packet=pts,duration,flags"], ct);
        if (!IsComplete(rows))
        {
            rows = await ReadRowsAsync(info, video, ["-show_frames", "-show_entries", "frame=best_effort_timestamp,pkt_duration"], ct);
        }

        var frames = rows.Where(r => r is { Pts: not null, IsDropped: false }).GroupBy(r => r.Pts!.Value).OrderBy(g => g.Key).ToList();
        if (frames.Count == 0)
        {
            throw ProbeFailure.NothingDecoded("picture", "");
        }

        var pts = frames.Select(g => g.Key).ToArray();
        var usual = pts.Length > 1 ? Math.Max(1, (pts[^1] - pts[0]) / (pts.Length - 1)) : 1;
        var last = frames[^1].Max(r => r.Duration);
        return new FrameMap(video.TimeBase, info.Origin, pts, pts[^1] + (last > 0 ? last : usual));
    }

    private static bool IsComplete(List<Row> rows) =>
        rows.Count > 0
        && rows.TrueForAll(r => r.Pts is not null)
        && rows.Where(r => !r.IsDropped).DistinctBy(r => r.Pts).Count() == rows.Count(r => !r.IsDropped);

    private async Task<List<Row>> ReadRowsAsync(MediaInfo info, VideoStreamInfo video, string[] what, CancellationToken ct)
    {
        string[] arguments =
        [
            "-hide_banner",
            "-loglevel",
            "error",
            "-select_streams",
            video.Index.ToString(CultureInfo.InvariantCulture),
            .. what,
            "-of",
            "compact=p=0:nk=0",
            .. InputArguments.ProbeInput(tools, info.IgnoredStreams),
        ];
        var output = await ChildProcess.RunAsync(tools, tools.Ffprobe, arguments, info.Path, tools.DecodeLimits, MaxBytes, ct);
        return [.. Encoding.ASCII.GetString(output.Output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ParseRow)];
    }

    private static Row ParseRow(string line)
    {
        var row = new Row(null, 0, false);
        foreach (var field in line.Split('|'))
        {
            if (field.Split('=') is not [var name, var value])
            {
                continue;
            }

            var number = long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed)
                ? parsed
                : (long?)null;
            row = name switch
            {
                "pts" or "best_effort_timestamp" => row with { Pts = number },
                "duration" or "pkt_duration" => row with { Duration = number ?? 0 },
                // The container says that this one is decoded but never shown (what an edit list leaves out).
                "flags" => row with { IsDropped = value.Contains('D', StringComparison.Ordinal) },
                _ => row,
            };
        }
        return row;
    }

    private readonly record struct Row(long? Pts, long Duration, bool IsDropped);
}
