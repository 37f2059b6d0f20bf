using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Reelsight.Server.Http.Auth;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Settings;

namespace Reelsight.Server.Http.Admission;

/// <summary>
/// How many requests of one kind are at work at once: what would only wait, and take memory while it waits, is told to come again. Half of
/// the places are the most that one tenant has (429), so that another always finds some; when all are taken it is 503. Requests that only
/// read or write records are not counted.
/// </summary>
internal sealed class AdmissionMiddleware : IDisposable
{
    private const int RetryAfterSec = 1;

    private readonly RequestDelegate _next;
    private readonly int _perTenant;
    private readonly PartitionedRateLimiter<(string Category, string Tenant)> _tenants;
    private readonly PartitionedRateLimiter<string> _all;

    /// <summary>Makes the limits that the settings ask for.</summary>
    public AdmissionMiddleware(RequestDelegate next, ServerSettings settings)
    {
        _next = next;
        _perTenant = Math.Max(1, settings.MaxRequests / 2);
        _tenants = PartitionedRateLimiter.Create<(string Category, string Tenant), (string, string)>(key => Limit(key, _perTenant));
        _all = PartitionedRateLimiter.Create<string, string>(category => Limit(category, settings.MaxRequests));
    }

    /// <summary>Lets a request pass, or ends it with 429 or 503.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";
        var category = RateCategories.GetCategory(http.Request.Method, route);
        if (category == RateCategories.Other || !ApiKeyMiddleware.RequiresKey(http))
        {
            await _next(http);
            return;
        }

        using var own = _tenants.AttemptAcquire((category, ApiKeyMiddleware.GetTenant(http)));
        if (!own.IsAcquired)
        {
            http.Response.Headers.RetryAfter = RetryAfterSec.ToString(CultureInfo.InvariantCulture);
            if (ErrorBodies.IsEmptyAtTooManyRequests(http.Request.Method, route))
            {
                http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                http.Response.ContentLength = 0;
                return;
            }

            throw new ApiException(
                StatusCodes.Status429TooManyRequests,
                ErrorCodes.TooManyRequests,
                $"This account has {_perTenant} {category} requests at work, the most it may have at once. Try again in {RetryAfterSec} s."
            );
        }

        using var any = _all.AttemptAcquire(category);
        if (!any.IsAcquired)
        {
            throw Fail.Busy(http, RetryAfterSec, $"The server has as many {category} requests at work as it can do at once.");
        }

        await _next(http);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _tenants.Dispose();
        _all.Dispose();
    }

    private static RateLimitPartition<T> Limit<T>(T key, int permits)
        where T : notnull =>
        RateLimitPartition.GetConcurrencyLimiter(key, _ => new ConcurrencyLimiterOptions { PermitLimit = permits, QueueLimit = 0 });
}
