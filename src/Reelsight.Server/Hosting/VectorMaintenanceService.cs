using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reelsight.Search.Engine;

namespace Reelsight.Server.Hosting;

/// <summary>
/// Brings the vectors that search compares to what is described, at the start and every minute, and takes those of deleted videos off the
/// disk. A search that needs newer ones brings them up itself.
/// </summary>
internal sealed partial class VectorMaintenanceService(
    VectorMaintenance maintenance,
    TimeProvider clock,
    ILogger<VectorMaintenanceService> log
) : BackgroundService
{
    private static readonly TimeSpan _interval = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, clock);
        try
        {
            // Merging takes a thread for a while; the server should not wait for it to start.
            do
            {
                await Task.Run(() => MaintainAsync(stoppingToken), stoppingToken);
            } while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        { /* the server stops */
        }
    }

    private async Task MaintainAsync(CancellationToken ct)
    {
        try
        {
            await maintenance.MaintainAsync(ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogMaintenanceFailed(e.Message); // copies of what the database has: no reason to end the server
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The vectors could not be brought up to date and will be tried again: {Reason}")]
    private partial void LogMaintenanceFailed(string reason);
}
