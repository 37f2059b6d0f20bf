using System.Globalization;

namespace Reelsight.Core.Time;

/// <summary>Instants as text.</summary>
public static class Timestamps
{
    /// <summary>An instant as RFC 3339 in UTC with milliseconds, such as <c>2026-01-31T23:59:59.000Z</c>.</summary>
    public static string Format(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
