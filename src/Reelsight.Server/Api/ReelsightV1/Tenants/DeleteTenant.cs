using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Audit;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Tenants;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Tenants;

/// <summary>
/// DELETE /reelsight/v1/tenants/{tenant_id} → 204 when the account is gone with all that was its own: records, keys, people, media,
/// vectors, maps, exports and its audit log. It is refused from the beginning of this call on; work on its videos stops.
/// </summary>
internal static class DeleteTenant
{
    internal static async Task<IResult> HandleAsync(Call call, ITenantStore tenants, TenantRemoval removal)
    {
        var tenant = TenantRules.Find(call, tenants);
        await removal.RemoveAsync(tenant.Id, call.Cancellation);
        AuditLog.SetSubject(call.Http, $"{tenant.Name} ({tenant.Id})");
        return TypedResults.NoContent();
    }
}
