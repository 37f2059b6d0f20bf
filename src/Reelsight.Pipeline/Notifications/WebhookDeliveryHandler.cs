using System.Text;
using Reelsight.Core.Errors;
using Reelsight.Fetch;
using Reelsight.Pipeline.Jobs;
using Reelsight.Pipeline.Telemetry;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Pipeline.Notifications;

/// <summary>
/// Posts one event. Any 2xx answer is taken as receipt; anything else, silence included, is tried again four times over some three quarters
/// of an hour, and given up then.
/// </summary>
public sealed class WebhookDeliveryHandler(
    IResourceStore<WebhookDeliveryRecord> deliveries,
    GuardedFetch fetch,
    WebhookSigner secret,
    TimeProvider clock
) : IJobHandler
{
    /// <summary>The kind of its jobs in the queue.</summary>
    public const string JobKind = "deliver_webhook";

    /// <summary>How long deliveries are listed.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    /// <summary>Waits before the second and further tries; the contract leaves the schedule open.</summary>
    private static readonly TimeSpan[] _retryDelays =
    [
        TimeSpan.FromSeconds(10),
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(10),
        TimeSpan.FromMinutes(30),
    ];

    /// <inheritdoc/>
    public string Kind => JobKind;

    /// <inheritdoc/>
    public bool IsQuick => true;

    /// <inheritdoc/>
    public async Task HandleAsync(JobContext context, CancellationToken ct)
    {
        var (tenantId, id) = (context.Job.TenantId, context.Job.SubjectId);
        if (await deliveries.FindAsync(tenantId, id, ct) is not { State: WebhookDeliveryRecord.Pending } delivery)
        {
            return;
        }

        var started = clock.GetTimestamp();
        var error = await context.TransferAsync(() => PostAsync(delivery, ct), ct);
        PipelineTelemetry.RecordDelivery(error is null, clock.GetElapsedTime(started));
        var attempts = delivery.Attempts + 1;
        var state =
            error is null ? WebhookDeliveryRecord.Delivered
            : attempts > _retryDelays.Length ? WebhookDeliveryRecord.Failed
            : WebhookDeliveryRecord.Pending;
        await deliveries.UpdateAsync(
            tenantId,
            id,
            d => d with { State = state, Attempts = attempts, LastError = error, UpdatedAt = clock.GetUtcNow() },
            [],
            CancellationToken.None
        );
        if (state == WebhookDeliveryRecord.Pending)
        {
            throw new JobPostponedException(_retryDelays[attempts - 1]);
        }
    }

    /// <inheritdoc/>
    public async Task FailAsync(Job job, Failure failure, CancellationToken ct) =>
        await deliveries.UpdateAsync(
            job.TenantId,
            job.SubjectId,
            d => d with { State = WebhookDeliveryRecord.Failed, LastError = failure.Message, UpdatedAt = clock.GetUtcNow() },
            [],
            ct
        );

    private async Task<string?> PostAsync(WebhookDeliveryRecord delivery, CancellationToken ct)
    {
        var signature = secret.Sign(delivery.WebhookId, delivery.Body, clock.GetUtcNow());
        try
        {
            var status = await fetch.PostJsonAsync(
                new Uri(delivery.Url),
                Encoding.UTF8.GetBytes(delivery.Body),
                [(WebhookSigner.HeaderName, signature)],
                ct
            );
            return status is >= 200 and < 300 ? null : $"The receiver answered with status {status}.";
        }
        catch (FetchException e)
        {
            return e.Message;
        }
    }
}
