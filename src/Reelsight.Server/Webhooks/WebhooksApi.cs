using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Reelsight.Server.Webhooks;

/// <summary>Routes of webhooks: operations of our own, because the hosted service registers webhooks in its web pages only.</summary>
internal static class WebhooksApi
{
    internal static void MapWebhooks(this IEndpointRouteBuilder own)
    {
        own.MapPost("/webhooks", CreateWebhook.HandleAsync);
        own.MapGet("/webhooks", ListWebhooks.HandleAsync);
        own.MapGet("/webhooks/{webhook_id}", GetWebhook.HandleAsync);
        own.MapDelete("/webhooks/{webhook_id}", DeleteWebhook.HandleAsync);
        own.MapPost("/webhooks/{webhook_id}/test", TestWebhook.HandleAsync);
        own.MapGet("/webhooks/{webhook_id}/deliveries", ListWebhookDeliveries.HandleAsync);
    }
}
