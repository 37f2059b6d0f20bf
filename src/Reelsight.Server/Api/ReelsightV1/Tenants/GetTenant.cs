using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Tenants;

/// <summary>GET /reelsight/v1/tenants/{tenant_id} → 200 with an account, its quotas and what it uses of them.</summary>
internal static class GetTenant
{
    internal static IResult Handle(Call call, ITenantStore tenants, TimeProvider clock)
    {
        var tenant = TenantRules.Find(call, tenants);
        return TypedResults.Json(
            TenantView.From(tenant, tenants.GetUsage(tenant.Id, clock.GetUtcNow())),
            TenantsWireJson.Default.TenantView
        );
    }
}
