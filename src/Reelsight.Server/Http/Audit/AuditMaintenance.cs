using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reelsight.Server.Settings;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Http.Audit;

/// <summary>Writes counted refusals once a minute and at the end, and deletes old events once an hour.</summary>
internal sealed partial class AuditMaintenance(
    AuditLog audit,
    IAuditStore store,
    ServerSettings settings,
    TimeProvider clock,
    ILogger<AuditMaintenance> log
) : BackgroundService
{
    /// <summary>How many events that strangers caused are kept.</summary>
    private const int MaxRefusals = 100_000;
    private static readonly TimeSpan _interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _purgeInterval = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, clock);
        var purgeAt = clock.GetUtcNow();
        try
        {
            do
            {
                await audit.FlushAsync();
                if (clock.GetUtcNow() >= purgeAt)
                {
                    await PurgeAsync(stoppingToken);
                    purgeAt = clock.GetUtcNow() + _purgeInterval;
                }
            } while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            await audit.FlushAsync();
        }
    }

    private async Task PurgeAsync(CancellationToken ct)
    {
        try
        {
            await store.PurgeAsync(clock.GetUtcNow() - settings.AuditRetention, AuditActions.Refusals, MaxRefusals, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Old events do no harm for another hour; a server that ended would.
            LogPurgeFailed(e, e.Message);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Old events of the audit log could not be deleted and will be tried again: {Reason}"
    )]
    private partial void LogPurgeFailed(Exception e, string reason);
}
