using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Webhooks;

/// <summary>DELETE /reelsight/v1/webhooks/{webhook_id} → 204. Events on their way to it are dropped.</summary>
internal static class DeleteWebhook
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<WebhookRecord> webhooks)
    {
        var id = call.GetId("webhook_id");
        return await webhooks.DeleteAsync(call.TenantId, id, null, call.Cancellation)
            ? TypedResults.NoContent()
            : throw Fail.NotFound("webhook", id);
    }
}
