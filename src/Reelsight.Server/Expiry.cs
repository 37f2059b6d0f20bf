using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reelsight.Server.Http.Idempotency;
using Reelsight.Server.Webhooks;
using Reelsight.Storage;

namespace Reelsight.Server;

/// <summary>
/// Forgets, at the start and every hour, pages of searches and answers to repeated requests that nobody can ask for any more, and what
/// became of old events.
/// </summary>
internal sealed partial class Expiry(
    ISearchPageStore pages, IResourceStore<IdempotentAnswerRecord> answers, IResourceStore<WebhookDeliveryRecord> deliveries,
    TimeProvider clock, ILogger<Expiry> log) : BackgroundService
{
    private static readonly TimeSpan _interval = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, clock);
        try
        {
            do await ForgetAsync(stoppingToken).ConfigureAwait(false);
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { /* the server stops */ }
    }

    private async Task ForgetAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        try
        {
            await pages.PurgeAsync(now, ct).ConfigureAwait(false);
            await answers.PurgeAsync(now - IdempotentRequests.Life, ct).ConfigureAwait(false);
            await deliveries.PurgeAsync(now - DeliverWebhook.Kept, ct).ConfigureAwait(false);
        }
        catch (DataFolderException e)
        {
            LogLeft(e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What has expired could not be forgotten and will be tried again: {Reason}")]
    private partial void LogLeft(string reason);
}
