using System.Globalization;
using System.Text.Json;
using Reelsight.Core.Errors;
using Reelsight.Core.Time;
using Reelsight.Media.Tools;

namespace Reelsight.Media.Probe;

/// <summary>Reads what is in a file without decoding it, or explains in one sentence why it cannot be used.</summary>
public sealed class MediaProbe(MediaTools tools)
{
    /// <summary>Largest side in pixels that is decoded; larger ones are made to exhaust memory, not to be watched.</summary>
    public const int MaxSide = 16384;

    /// <summary>Most pixels of a frame that is decoded.</summary>
    public const long MaxPixels = 200_000_000;

    /// <summary>Probes the file at <paramref name="path"/>.</summary>
    /// <exception cref="MediaException">
    /// <see cref="FailureCodes.FileBroken"/> (empty, cut off, encrypted, damaged), <see cref="FailureCodes.UnsupportedMediaType"/>
    /// (no media, a playlist, no stream that can be decoded), <see cref="FailureCodes.ResolutionTooHigh"/> (unsafe size).
    /// </exception>
    public async Task<MediaInfo> ProbeAsync(string path, CancellationToken ct = default)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new MediaException(
                FailureCodes.UnsupportedMediaType,
                Directory.Exists(path) ? "This is a folder, not a file." : "There is no such file."
            );
        }

        if (file.Length == 0) // pipes and devices say zero too, and are never opened
        {
            throw new MediaException(FailureCodes.FileBroken, "The file is empty (zero bytes).");
        }

        var head = await FileSignature.ReadAsync(path, ct);
        if (head.RefersToOtherFiles)
        {
            throw new MediaException(
                FailureCodes.UnsupportedMediaType,
                "The file is a playlist or a description that points to other files; the media itself is needed."
            );
        }

        if (head.Boxes?.IsEncrypted == true)
        {
            throw new MediaException(FailureCodes.FileBroken, "The file is encrypted (DRM), so its pictures and sound cannot be read.");
        }

        string[] everything = ["-show_format", "-show_streams"];
        var output = await RunProbeAsync(path, [], everything, ct);
        IReadOnlyList<IgnoredStream> ignored = [];
        if (output.ExitCode != 0 && ProbeFailure.NamesRefusedDecoder(output.ErrorText))
        {
            ignored = StreamOutline.FindIgnored(await StreamOutline.ReadAsync(tools, path, ct), tools.Codecs);
            output = await RunProbeAsync(path, ignored, everything, ct);
        }

        var (report, errors) = (ReadReport(output, head), output.ErrorText);
        var reader = new ProbeReportReader(report, head, tools.Codecs);
        CheckStreams(reader, errors);
        var oneFrame =
            reader.IsStillFormat || (reader.MayBeSingleFrame && await CountFramesAsync(path, head, reader.IgnoredStreams, ct) <= 1);
        if (oneFrame)
        {
            return reader.BuildMediaInfo(file, MediaKind.Image, 0, await ReadOrientationAsync(path, head, reader, ct));
        }

        var kind = reader.VideoStreams.Count > 0 ? MediaKind.Video : MediaKind.Audio;
        var duration = reader.DurationSec ?? await ScanDurationAsync(path, reader, ct);
        return reader.BuildMediaInfo(file, kind, duration, null);
    }

    private static void CheckStreams(ProbeReportReader reader, string errors)
    {
        foreach (var video in reader.VideoStreams)
        {
            if (
                Math.Max(video.CodedWidth, video.CodedHeight) > MaxSide
                || (long)video.CodedWidth * video.CodedHeight > MaxPixels
                || Math.Max(video.Width, video.Height) > 2 * MaxSide
            )
            {
                throw ProbeFailure.TooManyPixels($"{video.CodedWidth}x{video.CodedHeight}");
            }
        }
        if (reader.VideoStreams.Count == 0 && reader.AudioStreams.Count == 0)
        {
            throw ProbeFailure.NoStream(errors);
        }
    }

    private Task<ChildOutput> RunProbeAsync(
        string path,
        IEnumerable<IgnoredStream> ignored,
        IEnumerable<string> what,
        CancellationToken ct
    ) =>
        ChildProcess.RunAsync(
            tools,
            tools.Ffprobe,
            ["-hide_banner", "-loglevel", "error", .. what, "-of", "json", .. InputArguments.ProbeInput(tools, ignored)],
            path,
            tools.ProbeLimits,
            ct: ct
        );

    /// <summary>Reads what ffprobe wrote, which may be cut off or say anything: it has read a stranger's file.</summary>
    /// <exception cref="MediaException">It failed, or wrote no report.</exception>
    internal static ProbeReport ReadReport(ChildOutput output, FileSignature head)
    {
        if (output.ExitCode != 0)
        {
            throw ProbeFailure.Explain(output.ErrorText, head);
        }

        try
        {
            var report = JsonSerializer.Deserialize(output.Output, ProbeJson.Default.ProbeReport);
            return report is null || report.Streams.Contains(null!) || report.Frames.Contains(null!)
                ? throw ProbeFailure.Explain(output.ErrorText, head)
                : report;
        }
        catch (JsonException e)
        {
            throw ProbeFailure.UnreadableOutput(e);
        }
    }

    private async Task<long> CountFramesAsync(string path, FileSignature head, IEnumerable<IgnoredStream> ignored, CancellationToken ct)
    {
        string[] what = ["-count_packets", "-select_streams", "v", "-show_entries", "stream=index,nb_read_packets"];
        var report = ReadReport(await RunProbeAsync(path, ignored, what, ct), head);
        return report.Streams.Max(s => ProbeReportReader.ParseNumber(s.NbReadPackets) ?? 0);
    }

    // Cameras write a still image's orientation into the image (EXIF); ffprobe shows it with the frame.
    private async Task<int?> ReadOrientationAsync(string path, FileSignature head, ProbeReportReader reader, CancellationToken ct)
    {
        var image = reader.VideoStreams[0].Index.ToString(CultureInfo.InvariantCulture);
        string[] what = ["-select_streams", image, "-read_intervals", "%+#1", "-show_entries", "frame_tags=Orientation"];
        var report = ReadReport(await RunProbeAsync(path, reader.IgnoredStreams, what, ct), head);
        var text = report.Frames.FirstOrDefault()?.Tags.GetValueOrDefault("Orientation");
        return int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    // For files whose container does not know: the latest end of any packet. Packets of a bare video stream have
    // lengths but no times, and follow each other.
    private async Task<double> ScanDurationAsync(string path, ProbeReportReader reader, CancellationToken ct)
    {
        string[] arguments =
        [
            "-hide_banner",
            "-loglevel",
            "error",
            "-show_entries",
            "packet=pts_time,dts_time,duration_time",
            "-of",
            "csv=p=0",
            .. InputArguments.ProbeInput(tools, reader.IgnoredStreams),
        ];
        await using var child = ChildProcess.Start(tools, tools.Ffprobe, arguments, path, tools.DecodeLimits, ct: ct);
        using var lines = new StreamReader(child.Output);
        var end = reader.Origin.Seconds;
        while (await lines.ReadLineAsync(ct) is { } line)
        {
            var fields = line.Split(',');
            var start = ProbeReportReader.ParseSeconds(fields[0]) ?? ProbeReportReader.ParseSeconds(fields.ElementAtOrDefault(1)) ?? end;
            end = Math.Max(end, start + (ProbeReportReader.ParseSeconds(fields.ElementAtOrDefault(2)) ?? 0));
        }
        await child.WaitAsync();
        return Math.Max(0, MediaTime.FromSeconds(end).SecondsSince(reader.Origin));
    }
}
