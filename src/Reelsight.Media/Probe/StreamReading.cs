namespace Reelsight.Media;

/// <summary>Reads one stream of ffprobe's report.</summary>
internal static class StreamReading
{
    public static VideoStreamInfo Video(ProbeStream s)
    {
        var aspect = Rational.Parse(s.SampleAspectRatio) is { IsPositive: true } given ? given : new Rational(1, 1);
        var matrix = s.SideDataList.FirstOrDefault(d => d.DisplayMatrix is not null)?.DisplayMatrix;
        var (rotation, mirrored) = Orientation.FromDisplayMatrix(matrix);
        var (width, height) = Orientation.DisplaySize(s.Width, s.Height, aspect, rotation);
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
            Mirrored = mirrored,
            PixelAspect = aspect,
            DisplayAspect = Rational.Parse(s.DisplayAspectRatio) is { IsPositive: true } shown
                ? shown
                : new Rational(s.Width * aspect.Num, s.Height * aspect.Den),
            FrameRate = Rational.Parse(s.RealFrameRate),
            AverageFrameRate = Rational.Parse(s.AvgFrameRate),
            TimeBase = Rational.Parse(s.TimeBase) is { IsPositive: true } unit ? unit : MediaTime.Microsecond,
            StartPts = s.StartPts,
            DurationSec = ReportReader.Seconds(s.Duration) ?? TagDuration(s),
            FrameCount = ReportReader.Number(s.NbFrames),
            ReorderDepth = s.HasBFrames,
            PixelFormat = s.PixFmt,
            BitDepth = BitDepth(s),
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
            BitrateBps = ReportReader.Number(s.BitRate),
            IsDefault = s.Disposition.GetValueOrDefault("default") == 1,
        };
    }

    public static AudioStreamInfo Audio(ProbeStream s, MediaTime origin) =>
        new()
        {
            Index = s.Index,
            Codec = s.CodecName!,
            CodecLongName = s.CodecLongName,
            SampleRate = (int)(ReportReader.Number(s.SampleRate) ?? 0),
            Channels = s.Channels,
            ChannelLayout = s.ChannelLayout,
            BitDepth = s.BitsPerSample > 0 ? s.BitsPerSample : (int?)ReportReader.Number(s.BitsPerRawSample),
            Language = s.Tags.GetValueOrDefault("language") is { } language && language != "und" ? language : null,
            BitrateBps = ReportReader.Number(s.BitRate),
            DurationSec = ReportReader.Seconds(s.Duration) ?? TagDuration(s),
            StartSec = ReportReader.Seconds(s.StartTime) is { } start ? MediaTime.FromSeconds(start).SecondsSince(origin) : 0,
            IsDefault = s.Disposition.GetValueOrDefault("default") == 1,
        };

    // Matroska writes each stream's length as a tag, "00:00:02.033000000".
    private static double? TagDuration(ProbeStream s)
    {
        var parts = s.Tags.GetValueOrDefault("DURATION")?.Split(':');
        return
            parts is [var h, var m, var sec]
            && ReportReader.Seconds(h) is { } hours
            && ReportReader.Seconds(m) is { } minutes
            && ReportReader.Seconds(sec) is { } seconds
            ? (hours * 3600) + (minutes * 60) + seconds
            : null;
    }

    private static int? BitDepth(ProbeStream s)
    {
        if (ReportReader.Number(s.BitsPerRawSample) is { } bits and > 0)
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
