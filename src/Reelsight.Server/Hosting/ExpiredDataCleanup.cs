using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reelsight.Analysis.Tasks;
using Reelsight.Labels.Exchange;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Notifications;
using Reelsight.Server.Http.Idempotency;
using Reelsight.Storage.Errors;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Hosting;

/// <summary>
/// Deletes, at the start and every hour, pages of searches and answers to repeated requests that have expired, old deliveries of events,
/// archives of exports after a week, and analyses that ended a month ago, those of batches with their batch.
/// </summary>
internal sealed partial class ExpiredDataCleanup(
    ISearchPageStore pages,
    IResourceStore<IdempotentResponseRecord> answers,
    IResourceStore<WebhookDeliveryRecord> deliveries,
    IResourceStore<AnalyzeTaskRecord> tasks,
    IResourceStore<AnalyzeBatchRecord> batches,
    BlobReferences contents,
    ExportStorage exports,
    TimeProvider clock,
    ILogger<ExpiredDataCleanup> log
) : BackgroundService
{
    private static readonly TimeSpan _interval = TimeSpan.FromHours(1);

    /// <summary>How long the answers of background analyses can be had.</summary>
    private static readonly TimeSpan _analysisRetention = TimeSpan.FromDays(30);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, clock);
        try
        {
            do
            {
                await PurgeAsync(stoppingToken);
            } while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        { /* the server stops */
        }
    }

    private async Task PurgeAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        try
        {
            await pages.PurgeAsync(now, ct);
            await answers.PurgeAsync(now - IdempotencyMiddleware.KeyLifetime, ct);
            await deliveries.PurgeAsync(now - WebhookDeliveryHandler.Retention, ct);
            await batches.PurgeAsync(now - _analysisRetention, AnalyzeBatchStates.Ended, withoutParent: true, ct);
            foreach (var task in await tasks.PurgeAsync(now - _analysisRetention, AnalyzeTaskStates.Ended, withoutParent: true, ct))
            {
                await contents.DeleteIfUnreferencedAsync(task.TenantId, task.ContentHash);
            }

            exports.DeleteExpired();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Old rows do no harm for another hour; a server that ended would.
            LogPurgeFailed(e is DataFolderException ? null : e, e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What has expired could not be forgotten and will be tried again: {Reason}")]
    private partial void LogPurgeFailed(Exception? e, string reason);
}
