using Reelsight.Pipeline.Notifications;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Webhooks;

/// <summary>The delivery of the events about a task or batch to one webhook.</summary>
internal sealed record WebhookStateView(string Url, bool Delivered, int Attempts, string? LastError)
{
    /// <summary>The deliveries of the events about a task or batch; null when there are none.</summary>
    internal static async Task<IReadOnlyList<WebhookStateView>?> ListAsync(
        WebhookDispatcher events,
        string tenantId,
        string subjectId,
        CancellationToken ct
    )
    {
        var deliveries = await events.ListDeliveriesAsync(tenantId, subjectId, ct);
        return deliveries.Count == 0 ? null : [.. deliveries.Select(From)];
    }

    private static WebhookStateView From(WebhookDeliveryRecord delivery) =>
        new(delivery.Url, delivery.State == WebhookDeliveryRecord.Delivered, delivery.Attempts, delivery.LastError);
}
