using System.Text.Json.Serialization;
using Reelsight.Server.Http.Json;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.ReelsightV1.Webhooks;

/// <summary>A webhook. The secret is there only in the answer to its creation.</summary>
internal sealed record WebhookView(
    [property: JsonPropertyName("_id")] string Id,
    string Url,
    IReadOnlyList<string> Events,
    string? Secret,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
)
{
    internal static WebhookView From(WebhookRecord webhook) =>
        new(webhook.Id, webhook.Url, webhook.Events, null, webhook.CreatedAt, webhook.UpdatedAt);
}

/// <summary>One event and what became of it.</summary>
internal sealed record WebhookDeliveryView(
    [property: JsonPropertyName("_id")] string Id,
    string Type,
    string SubjectId,
    [OneOf(WebhookDeliveryRecord.Pending, WebhookDeliveryRecord.Delivered, WebhookDeliveryRecord.Failed)] string Status,
    int Attempts,
    string? LastError,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
)
{
    internal static WebhookDeliveryView From(WebhookDeliveryRecord delivery) =>
        new(
            delivery.Id,
            delivery.Type,
            delivery.SubjectId,
            delivery.State,
            delivery.Attempts,
            delivery.LastError,
            delivery.CreatedAt,
            delivery.UpdatedAt
        );
}
