using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Http.Auth;

/// <summary>
/// Lets in requests of tenants that are neither suspended nor being deleted, and holds them to their requests a day. The counts are kept in
/// memory and start anew with the server.
/// </summary>
internal sealed class TenantGate(ITenantStore tenants, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Day> _days = new();

    /// <summary>Refuses what is asked of a tenant that is suspended or gone.</summary>
    /// <exception cref="ApiException">403.</exception>
    internal TenantRecord RequireActive(string tenantId) =>
        tenants.Find(tenantId) is { SuspendedAt: null, RemovedAt: null } tenant
            ? tenant
            : throw new ApiException(
                StatusCodes.Status403Forbidden,
                ErrorCodes.AccountSuspended,
                "This account is suspended. Ask the administrator of the server."
            );

    /// <summary>Counts a request.</summary>
    /// <exception cref="ApiException">403: the tenant is suspended; 429: it has made its requests of today.</exception>
    internal void Enter(HttpContext http, string tenantId)
    {
        if (RequireActive(tenantId).MaxRequestsPerDay is not { } most)
        {
            return;
        }

        var now = clock.GetUtcNow();
        if (_days.GetOrAdd(tenantId, _ => new Day()).Count(now.UtcDateTime.Date) <= most)
        {
            return;
        }

        var seconds = (int)Math.Ceiling((now.UtcDateTime.Date.AddDays(1) - now.UtcDateTime).TotalSeconds);
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        throw new ApiException(
            StatusCodes.Status429TooManyRequests,
            ErrorCodes.TooManyRequests,
            $"This account may make {most} requests a day. Try again in {seconds} s, or ask the administrator of the server for a larger "
                + "quota."
        );
    }

    private sealed class Day
    {
        private readonly Lock _gate = new();
        private DateTime _date;
        private long _requests;

        internal long Count(DateTime date)
        {
            lock (_gate)
            {
                if (_date != date)
                {
                    (_date, _requests) = (date, 0);
                }

                return ++_requests;
            }
        }
    }
}
