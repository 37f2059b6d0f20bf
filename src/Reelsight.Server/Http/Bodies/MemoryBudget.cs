using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;

namespace Reelsight.Server.Http.Bodies;

/// <summary>
/// How many bytes large bodies may take in memory together: an eighth of what the process may have. A body for which there is no room is
/// answered with 503 and told when to come again, instead of taking the memory of everybody else. One body alone always has room.
/// </summary>
/// <param name="bytes">The budget; null takes an eighth of the memory of the process, 64 MB at least.</param>
internal sealed class MemoryBudget(long? bytes = null)
{
    private const int RetryAfterSec = 5;

    // The text, what is decoded of it, and what is parsed of that.
    private const int BytesPerBodyByte = 4;

    private readonly long _budget = bytes ?? Math.Max(64L << 20, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8);
    private readonly Lock _gate = new();
    private long _taken;

    /// <summary>Takes room for the body of a request until the request is over.</summary>
    /// <param name="http">The request.</param>
    /// <param name="bodyBytes">Its size, or the largest it may have.</param>
    /// <exception cref="ApiException">503: there is none at present.</exception>
    internal void Take(HttpContext http, long bodyBytes)
    {
        var wanted = bodyBytes * BytesPerBodyByte;
        lock (_gate)
        {
            if (_taken > 0 && _taken + wanted > _budget)
            {
                throw Fail.Busy(http, RetryAfterSec, "The server has no memory left for a body of this size at present.");
            }

            _taken += wanted;
        }
        http.Response.RegisterForDispose(new Share(this, wanted));
    }

    private void Release(long wanted)
    {
        lock (_gate)
        {
            _taken -= wanted;
        }
    }

    private sealed class Share(MemoryBudget budget, long wanted) : IDisposable
    {
        public void Dispose() => budget.Release(wanted);
    }
}
