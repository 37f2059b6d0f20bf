using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Webhooks;

/// <summary>
/// GET /reelsight/v1/webhooks/{webhook_id}/deliveries → 200 with a page of its events, newest first, and what became of each. Filter:
/// status.
/// </summary>
internal static class ListWebhookDeliveries
{
    internal static async Task<IResult> HandleAsync(
        Call call,
        IResourceStore<WebhookRecord> webhooks,
        IResourceStore<WebhookDeliveryRecord> deliveries
    )
    {
        var window = call.GetPageWindow();
        var states = call.Query.GetChoices(
            "status",
            WebhookDeliveryRecord.Pending,
            WebhookDeliveryRecord.Delivered,
            WebhookDeliveryRecord.Failed
        );
        var webhook = await GetWebhook.FindAsync(call, webhooks);
        var filter = new ResourceFilter { ParentId = webhook.Id, States = states.Count == 0 ? null : states };
        var page = await deliveries.ListAsync(call.TenantId, filter, SortOrder.NewestFirst, window, call.Cancellation);
        return TypedResults.Json(ListOf.From(page, window, WebhookDeliveryView.From), WebhooksWireJson.Default.ListOfWebhookDeliveryView);
    }
}
