using System.Globalization;

namespace Reelsight.Server.Http.RateLimits;

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
            : [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(One)];

    private static RateLimit One(string text)
    {
        if (text.Split('=', '/') is [var category, var number, var window]
            && RateCategories.All.Contains(category)
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var requests) && requests > 0)
            return new(category, requests, window switch
            {
                "minute" => TimeSpan.FromMinutes(1),
                "day" => TimeSpan.FromDays(1),
                _ => throw new FormatException(),
            });
        throw new FormatException();
    }
}

/// <summary>The categories that share a limit, as the hosted service groups them.</summary>
public static class RateCategories
{
    internal const string Indexing = "indexing", Assets = "assets", Embed = "embed", Search = "search", Analyze = "analyze", Other = "other";

    /// <summary>Every category.</summary>
    public static IReadOnlyList<string> All { get; } = [Indexing, Assets, Embed, Search, Analyze, Other];

    private static readonly Dictionary<string, string> _byRoute = new(StringComparer.Ordinal)
    {
        ["/tasks"] = Indexing,
        ["/indexes/{index_id}/indexed-assets"] = Indexing,
        ["/assets"] = Assets,
        ["/assets/multipart-uploads"] = Assets,
        ["/embed"] = Embed,
        ["/embed/tasks"] = Embed,
        ["/embed-v2"] = Embed,
        ["/embed-v2/tasks"] = Embed,
        ["/search"] = Search,
        ["/knowledge-stores/{knowledge_store_id}/search"] = Search,
        ["/analyze"] = Analyze,
        ["/analyze/tasks"] = Analyze,
        ["/analyze/batches"] = Analyze,
        ["/gist"] = Analyze,
        ["/summarize"] = Analyze,
        ["/generate"] = Analyze,
        ["/responses"] = Analyze,
    };

    /// <summary>The category of a request: what starts work is limited by the kind of work, all else together.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="route">The route's pattern below the API's root.</param>
    internal static string Of(string method, string route) => method == "POST" && _byRoute.TryGetValue(route, out var category) ? category : Other;
}
