using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http;
using Reelsight.Storage;

namespace Reelsight.Server.Webhooks;

/// <summary>
/// POST /reelsight/v1/webhooks/{webhook_id}/test → 202: an event of kind <c>webhook.test</c> is on its way; its deliveries tell how it
/// fares.
/// </summary>
internal static class TestWebhook
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<WebhookRecord> webhooks, WebhookEvents events, IdSource ids)
    {
        var webhook = await GetWebhook.FindAsync(call, webhooks);
        await events.SendAsync(webhook, WebhookEvents.Test, ids.Next(), new JsonObject { ["webhook_id"] = webhook.Id }, call.Cancelled);
        return TypedResults.StatusCode(StatusCodes.Status202Accepted);
    }
}
