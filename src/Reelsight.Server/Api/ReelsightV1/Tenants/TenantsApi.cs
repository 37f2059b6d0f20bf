using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Reelsight.Server.Api.ReelsightV1.Tenants;

/// <summary>Routes of tenants: operations of our own, for the administrator of the whole server.</summary>
internal static class TenantsApi
{
    internal static void MapTenants(this IEndpointRouteBuilder api)
    {
        api.MapPost("/tenants", CreateTenant.HandleAsync);
        api.MapGet("/tenants", ListTenants.HandleAsync);
        api.MapGet("/tenants/{tenant_id}", GetTenant.Handle);
        api.MapPatch("/tenants/{tenant_id}", UpdateTenant.HandleAsync);
        api.MapDelete("/tenants/{tenant_id}", DeleteTenant.HandleAsync);
        api.MapPost("/tenants/{tenant_id}/keys", CreateTenantKey.HandleAsync);
    }
}
