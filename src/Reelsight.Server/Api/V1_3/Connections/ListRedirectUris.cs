using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Connections;

/// <summary>GET /connections/redirect-uris → 200 with a page, newest first.</summary>
internal static class ListRedirectUris
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<RedirectUriRecord> uris)
    {
        var window = call.GetPageWindow();
        var page = await uris.ListAsync(call.TenantId, new ResourceFilter(), SortOrder.NewestFirst, window, call.Cancellation);
        return TypedResults.Json(ListOf.From(page, window, RedirectUriView.From), ConnectionsWireJson.Default.ListOfRedirectUriView);
    }
}
