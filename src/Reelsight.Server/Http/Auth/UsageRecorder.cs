using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Http.Auth;

/// <summary>
/// Remembers when keys and sessions were last used. Uses are collected in memory and written once a minute and at the end, so that a
/// request that reads writes nothing.
/// </summary>
internal sealed partial class UsageRecorder(IApiKeyStore keys, IStudioSessionStore sessions, TimeProvider clock, ILogger<UsageRecorder> log)
    : BackgroundService
{
    private static readonly TimeSpan _interval = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _keys = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _sessions = new();

    /// <summary>Notes that a key was used now.</summary>
    internal void NoteKey(string id) => _keys[id] = clock.GetUtcNow();

    /// <summary>Notes that a session was used now.</summary>
    internal void NoteSession(string id) => _sessions[id] = clock.GetUtcNow();

    /// <summary>Writes what was collected.</summary>
    internal async Task FlushAsync(CancellationToken ct)
    {
        try
        {
            await FlushAsync(_keys, keys.NoteUseAsync, ct);
            await FlushAsync(_sessions, sessions.NoteUseAsync, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // When something was last used is worth less than the request that asks.
            LogNotWritten(e, e.Message);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await FlushAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            await FlushAsync(CancellationToken.None);
        }
    }

    private static async Task FlushAsync(
        ConcurrentDictionary<string, DateTimeOffset> uses,
        Func<IReadOnlyDictionary<string, DateTimeOffset>, CancellationToken, Task> writeAsync,
        CancellationToken ct
    )
    {
        var taken = new Dictionary<string, DateTimeOffset>();
        foreach (var id in uses.Keys)
        {
            if (uses.TryRemove(id, out var at))
            {
                taken[id] = at;
            }
        }

        if (taken.Count > 0)
        {
            await writeAsync(taken, ct);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "When keys were last used could not be written: {Reason}")]
    private partial void LogNotWritten(Exception e, string reason);
}
