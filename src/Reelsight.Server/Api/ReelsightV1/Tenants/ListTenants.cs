using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Tenants;

/// <summary>GET /reelsight/v1/tenants → 200 with a page of the accounts of this server, oldest first.</summary>
internal static class ListTenants
{
    internal static async Task<IResult> HandleAsync(Call call, ITenantStore tenants, TimeProvider clock)
    {
        var window = call.GetPageWindow();
        var page = await tenants.ListAsync(window, call.Cancellation);
        var now = clock.GetUtcNow();
        return TypedResults.Json(
            ListOf.From(page, window, tenant => TenantView.From(tenant, tenants.GetUsage(tenant.Id, now))),
            TenantsWireJson.Default.ListOfTenantView
        );
    }
}
