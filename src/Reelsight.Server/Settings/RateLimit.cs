using System.Globalization;

namespace Reelsight.Server.Settings;

/// <summary>How many requests of a category one account may make in a window of time.</summary>
/// <param name="Category">One of <see cref="RateCategories.All"/>.</param>
/// <param name="Requests">At least 1.</param>
/// <param name="Window">A minute or a day.</param>
public sealed record RateLimit(string Category, int Requests, TimeSpan Window)
{
    /// <summary>Reads limits such as <c>search=60/minute, analyze=500/day</c>; <c>off</c> is none.</summary>
    /// <exception cref="FormatException">They cannot be read.</exception>
    public static IReadOnlyList<RateLimit> Parse(string text) =>
        text.Trim().Equals("off", StringComparison.OrdinalIgnoreCase)
            ? []
            : [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(ParseOne)];

    private static RateLimit ParseOne(string text)
    {
        if (
            text.Split('=', '/') is [var category, var number, var window]
            && RateCategories.All.Contains(category)
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var requests)
            && requests > 0
        )
        {
            return new(
                category,
                requests,
                window switch
                {
                    "minute" => TimeSpan.FromMinutes(1),
                    "day" => TimeSpan.FromDays(1),
                    _ => throw new FormatException(),
                }
            );
        }

        throw new FormatException();
    }
}
