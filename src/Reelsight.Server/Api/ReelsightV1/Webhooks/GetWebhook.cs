using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Webhooks;

/// <summary>GET /reelsight/v1/webhooks/{webhook_id} → 200.</summary>
internal static class GetWebhook
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<WebhookRecord> webhooks) =>
        TypedResults.Json(WebhookView.From(await FindAsync(call, webhooks)), WebhooksWireJson.Default.WebhookView);

    /// <summary>The webhook an operation is about.</summary>
    /// <exception cref="ApiException">404: the account has no such webhook.</exception>
    internal static async Task<WebhookRecord> FindAsync(Call call, IResourceStore<WebhookRecord> webhooks)
    {
        var id = call.GetId("webhook_id");
        return await webhooks.FindAsync(call.TenantId, id, call.Cancellation) ?? throw Fail.NotFound("webhook", id);
    }
}
