using System.Globalization;
using Reelsight.Core.Time;
using Reelsight.Media.Tools;

namespace Reelsight.Media.Probe;

/// <summary>Reads ffprobe's report of one file into <see cref="MediaInfo"/>.</summary>
internal sealed class ProbeReportReader
{
    private static readonly HashSet<string> UntimedFormats =
    [
        "h264",
        "hevc",
        "m4v",
        "mpegvideo",
        "obu",
        "aac",
        "ac3",
        "eac3",
        "amr",
        "dts",
        "truehd",
        "loas",
        "mjpeg",
        "mp3",
    ];
    private readonly ProbeReport _report;
    private readonly ProbeFormat _format;
    private readonly FileSignature _head;

    public ProbeReportReader(ProbeReport report, FileSignature head, CodecPolicy codecs)
    {
        (_report, _head) = (report, head);
        _format = report.Format ?? new ProbeFormat();
        Origin = ParseSeconds(_format.StartTime) is { } start ? MediaTime.FromSeconds(start) : MediaTime.Zero;
        IgnoredStreams = StreamOutline.FindIgnored([.. report.Streams.Where(s => s.CodecName is not null).Select(ToOutline)], codecs);
        var ignored = IgnoredStreams.Select(stream => stream.Index).ToHashSet();
        VideoStreams =
        [
            .. report
                .Streams.Where(s => s.CodecType == "video" && !IsAttached(s) && s.CodecName is not null && s.Width > 0 && s.Height > 0)
                .Where(s => !ignored.Contains(s.Index))
                .Select(s => StreamInfoReader.ReadVideo(s)),
        ];
        AudioStreams =
        [
            .. report
                .Streams.Where(s => s.CodecType == "audio" && s.CodecName is not null && s.Channels > 0)
                .Where(s => !ignored.Contains(s.Index))
                .Select(s => StreamInfoReader.ReadAudio(s, Origin)),
        ];
    }

    public MediaTime Origin { get; }

    /// <summary>Streams whose codecs are not allowed.</summary>
    public IReadOnlyList<IgnoredStream> IgnoredStreams { get; }

    public IReadOnlyList<VideoStreamInfo> VideoStreams { get; }

    public IReadOnlyList<AudioStreamInfo> AudioStreams { get; }

    /// <summary>Whether the container holds a still image; gif and apng may be stills too, but their frames have to be counted.</summary>
    public bool IsStillFormat => _format.FormatName.EndsWith("_pipe", StringComparison.Ordinal) && VideoStreams.Count > 0;

    public bool MayBeSingleFrame => _format.FormatName is "gif" or "apng" && VideoStreams.Count > 0;

    /// <summary>
    /// Length from the origin, where the container is to be believed: elementary streams carry no times, so what
    /// ffprobe says of them is a guess from the bit rate.
    /// </summary>
    public double? DurationSec
    {
        get
        {
            if (UntimedFormats.Contains(_format.FormatName))
            {
                return null;
            }
            // A container that counts its length from zero rather than from its first frame is corrected by its streams.
            var ends = _report
                .Streams.Where(s => s.CodecType is "video" or "audio" && !IsAttached(s))
                .Select(s =>
                    ParseSeconds(s.StartTime) is { } start && ParseSeconds(s.Duration) is { } length ? start + length : (double?)null
                )
                .ToList();
            if (ends.Count > 0 && ends.All(e => e is not null))
            {
                return Math.Max(0, MediaTime.FromSeconds(ends.Max()!.Value).SecondsSince(Origin));
            }

            return ParseSeconds(_format.Duration) is { } duration && duration > 0 ? duration : null;
        }
    }

    public MediaInfo BuildMediaInfo(FileInfo file, MediaKind kind, double durationSec, int? exifOrientation) =>
        new()
        {
            Path = file.FullName,
            Kind = kind,
            FormatName = _format.FormatName,
            Container = ContainerNames.GetShortName(_format, _head.IsWebm),
            MimeType = ContainerNames.GetMimeType(_format, _head.IsWebm, kind),
            SizeBytes = file.Length,
            Origin = Origin,
            DurationSec = durationSec,
            BitrateBps = ParseNumber(_format.BitRate),
            VideoStreams = exifOrientation is { } orientation
                ? [.. VideoStreams.Select(v => FrameOrientation.ApplyExif(v, orientation))]
                : VideoStreams,
            AudioStreams = AudioStreams,
            IgnoredStreams = IgnoredStreams,
            AttachedImageCount = _report.Streams.Count(IsAttached),
            CreatedAt = RecordingTags.FindCreatedAt(_report),
            Location = RecordingTags.FindLocation(_report),
            StartTimecode = RecordingTags.FindStartTimecode(_report),
        };

    public static double? ParseSeconds(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    public static long? ParseNumber(string? text) =>
        long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static StreamOutline ToOutline(ProbeStream s) => new(s.Index, s.CodecType ?? "", s.CodecName!, IsAttached(s));

    private static bool IsAttached(ProbeStream s) =>
        s.Disposition.GetValueOrDefault("attached_pic") == 1 || s.Disposition.GetValueOrDefault("timed_thumbnails") == 1;
}
