using System.Globalization;

namespace Reelsight.Analysis.Facts;

/// <summary>Times in sentences.</summary>
internal static class TimeFormatter
{
    /// <summary><c>0:05</c>, <c>12:30</c>, <c>1:02:03</c>; rounded down, as a player's clock shows it.</summary>
    public static string FormatTime(double sec)
    {
        var whole = (long)Math.Floor(sec + 1e-6);
        var (hours, minutes, seconds) = (whole / 3600, whole / 60 % 60, whole % 60);
        return hours > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{hours}:{minutes:00}:{seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{minutes}:{seconds:00}");
    }

    /// <summary><c>from 0:05 to 0:08</c>, or <c>at 0:05</c> when both ends are formatted equally.</summary>
    public static string FormatRange(double startSec, double endSec) =>
        FormatTime(startSec) == FormatTime(endSec) ? $"at {FormatTime(startSec)}" : $"from {FormatTime(startSec)} to {FormatTime(endSec)}";

    /// <summary>The range of a fact, as a phrase.</summary>
    public static string FormatRange(Fact fact) => FormatRange(fact.StartSec, fact.EndSec);

    /// <summary><c>8 seconds</c>, <c>2 minutes 5 seconds</c>, <c>1 hour 2 minutes</c>.</summary>
    public static string FormatDuration(double sec)
    {
        if (sec < 10)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{sec:0.#} seconds");
        }

        var whole = (long)Math.Round(sec);
        var (hours, minutes, seconds) = (whole / 3600, whole / 60 % 60, whole % 60);
        string Unit(long n, string unit) => n == 1 ? $"1 {unit}" : $"{n} {unit}s";
        List<string> parts = [];
        if (hours > 0)
        {
            parts.Add(Unit(hours, "hour"));
        }

        if (minutes > 0)
        {
            parts.Add(Unit(minutes, "minute"));
        }

        if (seconds > 0 && hours == 0)
        {
            parts.Add(Unit(seconds, "second"));
        }

        return string.Join(' ', parts);
    }
}
