using System.Globalization;
using System.Text.RegularExpressions;

namespace Reelsight.Media.Probe;

/// <summary>What a camera wrote beside the media: when and where it was recorded, and the timecode of the first frame.</summary>
internal static partial class RecordingTags
{
    public static DateTimeOffset? FindCreatedAt(ProbeReport report)
    {
        foreach (var name in (string[])["com.apple.quicktime.creationdate", "creation_time", "date", "DATE_RECORDED"])
        {
            if (
                Find(report, name) is { } text
                && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                && time.Year > 1904
            ) // the zero of QuickTime's clock, written by recorders without a clock
            {
                return time;
            }
        }
        return null;
    }

    public static GeoPoint? FindLocation(ProbeReport report)
    {
        foreach (var name in (string[])["com.apple.quicktime.location.ISO6709", "location", "location-eng"])
        {
            if (Find(report, name) is { } text && Iso6709().Match(text) is { Success: true } match)
            {
                var altitude = match.Groups[3].Success ? ParseValue(match.Groups[3]) : (double?)null;
                var point = new GeoPoint(ParseValue(match.Groups[1]), ParseValue(match.Groups[2]), altitude);
                if (Math.Abs(point.Latitude) <= 90 && Math.Abs(point.Longitude) <= 180)
                {
                    return point;
                }
            }
        }
        return null;
    }

    public static Timecode? FindStartTimecode(ProbeReport report)
    {
        if (report.Format?.Tags.GetValueOrDefault("timecode") is { } container)
        {
            return new Timecode(container, "container");
        }

        var stream = report.Streams.Select(s => s.Tags.GetValueOrDefault("timecode")).FirstOrDefault(t => t is not null);
        return stream is null ? null : new Timecode(stream, "stream");
    }

    private static string? Find(ProbeReport report, string name) =>
        report.Format?.Tags.GetValueOrDefault(name)
        ?? report.Streams.Select(s => s.Tags.GetValueOrDefault(name)).FirstOrDefault(t => t is not null);

    private static double ParseValue(Group group) => double.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^([+-]\d{1,2}(?:\.\d+)?)([+-]\d{1,3}(?:\.\d+)?)([+-]\d+(?:\.\d+)?)?")]
    private static partial Regex Iso6709();
}
