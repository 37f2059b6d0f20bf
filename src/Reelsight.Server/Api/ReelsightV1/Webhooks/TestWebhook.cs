using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Reelsight.Core;
using Reelsight.Pipeline.Notifications;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Webhooks;

/// <summary>
/// POST /reelsight/v1/webhooks/{webhook_id}/test → 202: an event of kind <c>webhook.test</c> is on its way; its deliveries tell how it
/// fares.
/// </summary>
internal static class TestWebhook
{
    internal static async Task<IResult> HandleAsync(
        Call call,
        IResourceStore<WebhookRecord> webhooks,
        WebhookDispatcher events,
        IdGenerator ids
    )
    {
        var webhook = await GetWebhook.FindAsync(call, webhooks);
        await events.SendAsync(
            webhook,
            WebhookDispatcher.Test,
            ids.Next(),
            new JsonObject { ["webhook_id"] = webhook.Id },
            call.Cancellation
        );
        return TypedResults.StatusCode(StatusCodes.Status202Accepted);
    }
}
