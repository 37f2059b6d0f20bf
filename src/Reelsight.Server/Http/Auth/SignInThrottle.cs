using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Audit;
using Reelsight.Server.Http.Errors;

namespace Reelsight.Server.Http.Auth;

/// <summary>
/// Slows guessing of passwords: within a quarter of an hour a sender has 5 wrong guesses for a name and 30 in all, and a name has 100 from
/// all senders. A sender cannot shut somebody else out for long, and many senders cannot guess much.
/// </summary>
internal sealed class SignInThrottle(TimeProvider clock)
{
    private const int MaxForSenderAndName = 5;
    private const int MaxForSender = 30;
    private const int MaxForName = 100;
    private const int MaxRemembered = 100_000;
    private static readonly TimeSpan _window = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, Window> _failures = new(StringComparer.Ordinal);

    /// <summary>Refuses a guess when there were too many wrong ones.</summary>
    /// <exception cref="ApiException">429, with the time to wait.</exception>
    internal void Check(HttpContext http, string name)
    {
        var now = clock.GetUtcNow();
        foreach (var (key, most) in ListKeys(http, name))
        {
            if (_failures.TryGetValue(key, out var window) && window.End > now && window.Count >= most)
            {
                var seconds = (int)Math.Ceiling((window.End - now).TotalSeconds);
                http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
                throw new ApiException(
                    StatusCodes.Status429TooManyRequests,
                    ErrorCodes.TooManyRequests,
                    $"There were too many wrong passwords. Try again in {(seconds + 59) / 60} minutes."
                );
            }
        }
    }

    /// <summary>Counts a wrong guess.</summary>
    internal void NoteFailure(HttpContext http, string name)
    {
        var now = clock.GetUtcNow();
        if (_failures.Count > MaxRemembered)
        {
            foreach (var (key, _) in _failures.Where(f => f.Value.End <= now || f.Value.Count < MaxForSenderAndName))
            {
                _failures.TryRemove(key, out _);
            }
        }

        foreach (var (key, _) in ListKeys(http, name))
        {
            _failures.AddOrUpdate(
                key,
                _ => new Window(1, now + _window),
                (_, old) => old.End <= now ? new Window(1, now + _window) : old with { Count = old.Count + 1 }
            );
        }
    }

    private static (string Key, int Max)[] ListKeys(HttpContext http, string name)
    {
        var (sender, login) = (ClientAddress.GetNetwork(http), name.Normalize().ToLowerInvariant());
        return [($"both {sender} {login}", MaxForSenderAndName), ($"sender {sender}", MaxForSender), ($"name {login}", MaxForName)];
    }

    private sealed record Window(int Count, DateTimeOffset End);
}
