using Reelsight.Core.Time;

namespace Reelsight.Media.Probe;

/// <summary>Reads one stream of ffprobe's report.</summary>
internal static class StreamInfoReader
{
    public static VideoStreamInfo ReadVideo(ProbeStream s)
    {
        var aspect = Rational.Parse(s.SampleAspectRatio) is { IsPositive: true } given ? given : new Rational(1, 1);
        var matrix = s.SideDataList.FirstOrDefault(d => d.DisplayMatrix is not null)?.DisplayMatrix;
        var (rotation, mirrored) = FrameOrientation.FromDisplayMatrix(matrix);
        var (width, height) = FrameOrientation.ComputeDisplaySize(s.Width, s.Height, aspect, rotation);
        return new VideoStreamInfo
        {
            Index = s.Index,
            Codec = s.CodecName!,
            Profile = s.Profile,
            CodedWidth = s.Width,
            CodedHeight = s.Height,
            Width = width,
            Height = height,
            Rotation = rotation,
            IsMirrored = mirrored,
            PixelAspect = aspect,
            DisplayAspect = Rational.Parse(s.DisplayAspectRatio) is { IsPositive: true } shown
                ? shown
                : new Rational(s.Width * aspect.Num, s.Height * aspect.Den),
            FrameRate = Rational.Parse(s.RealFrameRate),
            AverageFrameRate = Rational.Parse(s.AvgFrameRate),
            TimeBase = Rational.Parse(s.TimeBase) is { IsPositive: true } unit ? unit : MediaTime.Microsecond,
            StartPts = s.StartPts,
            DurationSec = ProbeReportReader.ParseSeconds(s.Duration) ?? ParseDurationTag(s),
            FrameCount = ProbeReportReader.ParseNumber(s.NbFrames),
            ReorderDepth = s.HasBFrames,
            PixelFormat = s.PixFmt,
            BitDepth = GetBitDepth(s),
            ColorRange = s.ColorRange,
            ColorSpace = s.ColorSpace,
            ColorTransfer = s.ColorTransfer,
            ColorPrimaries = s.ColorPrimaries,
            ScanType = s.FieldOrder switch
            {
                null or "unknown" => null,
                "progressive" => "progressive",
                _ => "interlaced",
            },
            BitrateBps = ProbeReportReader.ParseNumber(s.BitRate),
            IsDefault = s.Disposition.GetValueOrDefault("default") == 1,
        };
    }

    public static AudioStreamInfo ReadAudio(ProbeStream s, MediaTime origin) =>
        new()
        {
            Index = s.Index,
            Codec = s.CodecName!,
            CodecLongName = s.CodecLongName,
            SampleRate = (int)(ProbeReportReader.ParseNumber(s.SampleRate) ?? 0),
            Channels = s.Channels,
            ChannelLayout = s.ChannelLayout,
            BitDepth = s.BitsPerSample > 0 ? s.BitsPerSample : (int?)ProbeReportReader.ParseNumber(s.BitsPerRawSample),
            Language = s.Tags.GetValueOrDefault("language") is { } language && language != "und" ? language : null,
            BitrateBps = ProbeReportReader.ParseNumber(s.BitRate),
            DurationSec = ProbeReportReader.ParseSeconds(s.Duration) ?? ParseDurationTag(s),
            StartSec = ProbeReportReader.ParseSeconds(s.StartTime) is { } start ? MediaTime.FromSeconds(start).SecondsSince(origin) : 0,
            IsDefault = s.Disposition.GetValueOrDefault("default") == 1,
        };

    // Matroska writes each stream's length as a tag, "00:00:02.033000000".
    private static double? ParseDurationTag(ProbeStream s)
    {
        var parts = s.Tags.GetValueOrDefault("DURATION")?.Split(':');
        return
            parts is [var h, var m, var sec]
            && ProbeReportReader.ParseSeconds(h) is { } hours
            && ProbeReportReader.ParseSeconds(m) is { } minutes
            && ProbeReportReader.ParseSeconds(sec) is { } seconds
            ? (hours * 3600) + (minutes * 60) + seconds
            : null;
    }

    private static int? GetBitDepth(ProbeStream s)
    {
        if (ProbeReportReader.ParseNumber(s.BitsPerRawSample) is { } bits and > 0)
        {
            return (int)bits;
        }

        if (s.PixFmt is not { } format)
        {
            return null;
        }

        foreach (var depth in (int[])[10, 12, 14, 16, 9])
        {
            if (
                format.Contains($"p{depth}", StringComparison.Ordinal)
                || format.Contains($"p0{depth}", StringComparison.Ordinal)
                || format.StartsWith($"gray{depth}", StringComparison.Ordinal)
            )
            {
                return depth;
            }
        }
        return format is "rgb48le" or "rgb48be" or "rgba64le" or "rgba64be" ? 16 : 8;
    }
}
