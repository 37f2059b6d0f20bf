using System.Globalization;

namespace Reelsight.Pipeline.Jobs;

/// <summary>Hours of every day, in the time zone of the machine.</summary>
/// <param name="From">Begins then.</param>
/// <param name="To">Ends then, on the next day when it is not after the beginning.</param>
public sealed record DailyHours(TimeOnly From, TimeOnly To)
{
    /// <summary>Reads hours such as <c>22:00-06:00</c>; null for <c>all</c>.</summary>
    /// <exception cref="FormatException">They cannot be read.</exception>
    public static DailyHours? Parse(string text) =>
        text.Trim().Equals("all", StringComparison.OrdinalIgnoreCase) ? null
        : text.Split('-', StringSplitOptions.TrimEntries) is [var from, var to]
        && TimeOnly.TryParseExact(from, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
        && TimeOnly.TryParseExact(to, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var last)
        && first != last
            ? new DailyHours(first, last)
        : throw new FormatException();

    /// <summary>Whether a time of day is within them.</summary>
    public bool Contains(TimeOnly time) => time.IsBetween(From, To);
}
