using System.Globalization;
using System.Runtime.CompilerServices;
using Reelsight.Core.Time;
using Reelsight.Media.Decoding;
using Reelsight.Media.Probe;
using Reelsight.Media.Tools;

namespace Reelsight.Media.Delivery;

/// <summary>Extracts single frames by their exact time stamps.</summary>
public sealed class FrameExtractor(MediaTools tools)
{
    private const int MaxFramesPerRun = 40;

    /// <summary>Frames that lie closer are decoded in one go; across a longer gap it is cheaper to seek.</summary>
    private const double MaxGapSec = 8;
    private const double SeekMarginSec = 1;

    // As in the visual pass: the pipe's container has no negative times.
    private const double ShiftSec = 100;

    /// <summary>
    /// Decodes frames and delivers them as JPEG in the size shown, in order of time. A frame that cannot be decoded is left out.
    /// </summary>
    /// <param name="info">The probed file.</param>
    /// <param name="pts">Raw time stamps of the video stream.</param>
    /// <param name="ct">Stops the decoder.</param>
    public async IAsyncEnumerable<(long Pts, byte[] Jpeg)> ReadAsync(
        MediaInfo info,
        IEnumerable<long> pts,
        [EnumeratorCancellation] CancellationToken ct = default
    )
    {
        var video = info.Video ?? throw new ArgumentException("The file has no picture stream.", nameof(info));
        foreach (var group in GroupNearby(pts.Distinct().Order(), video.TimeBase))
        {
            var found = await DecodeAsync(info, video, group, seek: true, ct);
            // Some containers seek past what was asked for; the whole way from the start finds it.
            if (found.Count < group.Count)
            {
                foreach (var (at, jpeg) in await DecodeAsync(info, video, [.. group.Where(p => !found.ContainsKey(p))], seek: false, ct))
                {
                    found[at] = jpeg;
                }
            }

            foreach (var at in group)
            {
                if (found.TryGetValue(at, out var jpeg))
                {
                    yield return (at, jpeg);
                }
            }
        }
    }

    private async Task<Dictionary<long, byte[]>> DecodeAsync(
        MediaInfo info,
        VideoStreamInfo video,
        List<long> group,
        bool seek,
        CancellationToken ct
    )
    {
        var shift = MediaTime.FromSeconds(ShiftSec + Math.Max(0, -info.Origin.Seconds)).Rescale(video.TimeBase).Pts;
        var near = Math.Max(0, info.ToTimelineSec(new MediaTime(group[0], video.TimeBase)) - SeekMarginSec);
        string[] from = seek && near > 0 ? ["-noaccurate_seek", "-ss", InputArguments.FormatSeconds(near)] : [];
        var wanted = string.Join('+', group.Select(p => string.Create(CultureInfo.InvariantCulture, $"eq(pts,{p})")));
        var display = FrameFilters.BuildDisplayFilter(video, video.Width, video.Height);
        string[] arguments =
        [
            .. InputArguments.Ffmpeg,
            .. InputArguments.Input(tools, ["-noautorotate", "-copyts", .. from]),
            "-filter_complex",
            $"[0:{video.Index}]select='{wanted}',{display},format=yuvj420p,setpts=PTS+{shift}[o]",
            "-map",
            "[o]",
            "-frames:v",
            group.Count.ToString(CultureInfo.InvariantCulture),
            "-c:v",
            "mjpeg",
            "-q:v",
            "2",
            "-huffman:v",
            "default",
            "-fps_mode",
            "passthrough",
            "-enc_time_base",
            $"{video.TimeBase.Num}:{video.TimeBase.Den}",
            "-f",
            "nut",
            "pipe:1",
        ];
        await using var child = ChildProcess.Start(tools, tools.Ffmpeg, arguments, info.Path, tools.DecodeLimits, ct: ct);
        var reader = new NutReader(child.Output);
        var found = new Dictionary<long, byte[]>();
        while (await reader.NextAsync() is { } packet)
        {
            var jpeg = new byte[packet.Size];
            if (!await reader.ReadDataAsync(jpeg))
            {
                break;
            }

            found[packet.Time.Rescale(video.TimeBase).Pts - shift] = jpeg;
        }
        await child.WaitAsync();
        return found;
    }

    private static IEnumerable<List<long>> GroupNearby(IEnumerable<long> pts, Rational timeBase)
    {
        var group = new List<long>();
        foreach (var at in pts)
        {
            if (group.Count > 0 && (group.Count == MaxFramesPerRun || new MediaTime(at - group[^1], timeBase).Seconds > MaxGapSec))
            {
                yield return group;
                group = [];
            }
            group.Add(at);
        }
        if (group.Count > 0)
        {
            yield return group;
        }
    }
}
