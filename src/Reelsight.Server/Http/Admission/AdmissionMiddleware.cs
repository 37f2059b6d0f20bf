using System.Globalization;
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
internal sealed class AdmissionMiddleware(RequestDelegate next, AdmissionLimits limits)
{
    private const int RetryAfterSec = 1;

    /// <summary>Lets a request pass, or ends it with 429 or 503.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";
        var category = RateCategories.GetCategory(http.Request.Method, route);
        if (category == RateCategories.Other || !ApiKeyMiddleware.RequiresKey(http))
        {
            await next(http);
            return;
        }

        using var own = limits.TryEnter(category, ApiKeyMiddleware.GetTenant(http));
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
                $"This account has {limits.PerTenant} {category} requests at work, the most it may have at once. "
                    + $"Try again in {RetryAfterSec} s."
            );
        }

        using var any = limits.TryEnter(category);
        if (!any.IsAcquired)
        {
            throw Fail.Busy(http, RetryAfterSec, $"The server has as many {category} requests at work as it can do at once.");
        }

        await next(http);
    }
}
