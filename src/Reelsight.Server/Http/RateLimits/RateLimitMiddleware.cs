using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Reelsight.Server.Http.Auth;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Settings;

namespace Reelsight.Server.Http.RateLimits;

/// <summary>
/// Counts each account's requests by category in fixed windows, tells where it stands in the <c>X-Ratelimit-*</c> headers, and answers 429
/// with <c>Retry-After</c> past the owner's limits. Without limits (the default) it only counts. Counts are kept in memory and start anew
/// with the server.
/// </summary>
internal sealed class RateLimitMiddleware(RequestDelegate next, ServerSettings settings, TimeProvider clock)
{
    /// <summary>The limit in the headers when the owner set none.</summary>
    private const int NoLimit = int.MaxValue;

    private readonly ConcurrentDictionary<(string Tenant, RateLimit Limit), Window> _windows = new();
    private readonly Dictionary<string, RateLimit[]> _limits = RateCategories.All.ToDictionary(
        category => category,
        category =>
            settings
                .RateLimits.Where(l => l.Category == category)
                .DefaultIfEmpty(new RateLimit(category, NoLimit, TimeSpan.FromMinutes(1)))
                .ToArray()
    );

    /// <summary>Lets a request pass, or ends it with 429.</summary>
    public Task InvokeAsync(HttpContext http)
    {
        if (!ApiKeyMiddleware.RequiresKey(http) || http.GetEndpoint() is not RouteEndpoint endpoint)
        {
            return next(http);
        }

        var route = endpoint.RoutePattern.RawText ?? "";
        var category = RateCategories.GetCategory(http.Request.Method, route);
        var tenant = ApiKeyMiddleware.GetTenant(http);
        var now = clock.GetUtcNow();

        var (tightest, state) = _limits[category]
            .Select(limit => (Limit: limit, State: Count(tenant, limit, now)))
            .MinBy(s => s.Limit.Requests - s.State.Used);
        WriteHeaders(http, tightest.Requests, Math.Min(state.Used, tightest.Requests), state.Reset);
        if (state.Used <= tightest.Requests)
        {
            return next(http);
        }

        var seconds = (int)Math.Ceiling((state.Reset - now).TotalSeconds);
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (ErrorBodies.IsEmptyAtTooManyRequests(http.Request.Method, route))
        {
            http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            http.Response.ContentLength = 0;
            return Task.CompletedTask;
        }
        throw new ApiException(
            StatusCodes.Status429TooManyRequests,
            ErrorCodes.TooManyRequests,
            $"This account may make {tightest.Requests} {category} requests per "
                + $"{(tightest.Window == TimeSpan.FromDays(1) ? "day" : "minute")}. Try again in {seconds} s."
        );
    }

    private (int Used, DateTimeOffset Reset) Count(string tenant, RateLimit limit, DateTimeOffset now)
    {
        var window = _windows.GetOrAdd((tenant, limit), _ => new Window());
        lock (window)
        {
            var start = new DateTimeOffset(now.UtcTicks - now.UtcTicks % limit.Window.Ticks, TimeSpan.Zero);
            if (window.Start != start)
            {
                (window.Start, window.Used) = (start, 0);
            }

            return (++window.Used, start + limit.Window);
        }
    }

    private static void WriteHeaders(HttpContext http, int limit, int used, DateTimeOffset reset)
    {
        http.Response.Headers["X-Ratelimit-Limit"] = limit.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["X-Ratelimit-Used"] = used.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["X-Ratelimit-Remaining"] = (limit - used).ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["X-Ratelimit-Reset"] = reset.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
    }

    private sealed class Window
    {
        internal DateTimeOffset Start;
        internal int Used;
    }
}
