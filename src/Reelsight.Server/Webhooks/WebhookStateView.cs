using System.Text.Json.Serialization;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Webhooks;

/// <summary>What tasks and batches show of the events about them.</summary>
internal sealed record WebhookStateView(string Url, bool Delivered, int Attempts, string? LastError)
{
    internal static WebhookStateView From(WebhookDeliveryRecord delivery) =>
        new(delivery.Url, delivery.State == WebhookDeliveryRecord.Delivered, delivery.Attempts, delivery.LastError);
}
