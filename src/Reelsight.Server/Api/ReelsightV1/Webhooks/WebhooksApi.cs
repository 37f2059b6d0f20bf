using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Reelsight.Server.Api.ReelsightV1.Webhooks;

/// <summary>Routes of webhooks: operations of our own, because the hosted service registers webhooks in its web pages only.</summary>
internal static class WebhooksApi
{
    internal static void MapWebhooks(this IEndpointRouteBuilder api)
    {
        api.MapPost("/webhooks", CreateWebhook.HandleAsync);
        api.MapGet("/webhooks", ListWebhooks.HandleAsync);
        api.MapGet("/webhooks/{webhook_id}", GetWebhook.HandleAsync);
        api.MapDelete("/webhooks/{webhook_id}", DeleteWebhook.HandleAsync);
        api.MapPost("/webhooks/{webhook_id}/test", TestWebhook.HandleAsync);
        api.MapGet("/webhooks/{webhook_id}/deliveries", ListWebhookDeliveries.HandleAsync);
    }
}
