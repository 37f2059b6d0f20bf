using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Webhooks;

/// <summary>GET /reelsight/v1/webhooks → 200 with a page, newest first.</summary>
internal static class ListWebhooks
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<WebhookRecord> webhooks)
    {
        var window = call.GetPageWindow();
        var page = await webhooks.ListAsync(call.TenantId, new ResourceFilter(), SortOrder.NewestFirst, window, call.Cancellation);
        return TypedResults.Json(ListOf.From(page, window, WebhookView.From), WebhooksWireJson.Default.ListOfWebhookView);
    }
}
