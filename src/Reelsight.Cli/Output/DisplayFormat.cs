using System.Globalization;

namespace Reelsight.Cli.Output;

/// <summary>Formats quantities for people.</summary>
internal static class DisplayFormat
{
    /// <summary>A time in a video as h:mm:ss.s; tenths are truncated, so that a time is never past the end.</summary>
    public static string FormatTimecode(double sec)
    {
        var tenths = (long)Math.Floor(sec * 10 + 1e-6);
        return string.Create(CultureInfo.InvariantCulture, $"{tenths / 36000}:{tenths / 600 % 60:00}:{tenths / 10 % 60:00}.{tenths % 10}");
    }

    /// <summary>Bytes in MB or GB (powers of ten).</summary>
    public static string FormatBytes(long bytes) =>
        bytes >= 1_000_000_000
            ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB")
            : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");

    /// <summary>A number with its noun: "1 file", "2 files".</summary>
    public static string FormatCount(int number, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many ?? one + "s")}");

    /// <summary>A duration in the largest unit that suits it.</summary>
    public static string FormatDuration(TimeSpan time) =>
        time.TotalMinutes >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds} s")
            : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
}
