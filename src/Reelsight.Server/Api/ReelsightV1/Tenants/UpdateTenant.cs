using Microsoft.AspNetCore.Http;
using Reelsight.Server.Api.ReelsightV1.Keys;
using Reelsight.Server.Http.Audit;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Tenants;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Tenants;

/// <summary>
/// PATCH /reelsight/v1/tenants/{tenant_id} → 200. <c>suspended</c> true refuses the account's keys, browsers and links from the next
/// request on, and false lets them in again; queued work goes on. Of the quotas, 0 takes a limit away. What is absent stays.
/// </summary>
internal static class UpdateTenant
{
    internal sealed record Body(string? Name, bool? Suspended, long? MaxStorageBytes, long? MaxIndexedMinutes, long? MaxRequestsPerDay);

    internal static async Task<IResult> HandleAsync(Call call, ITenantStore tenants, TimeProvider clock)
    {
        var id = TenantRules.GetId(call);
        var body = await call.ReadJsonAsync(TenantsWireJson.Default.UpdateTenantBody);
        var name = body.Name is null ? null : KeyRequestRules.CheckName(body.Name);
        if (body.Suspended == true)
        {
            TenantRemoval.ThrowIfDefault(id);
        }

        var now = clock.GetUtcNow();
        var changed = await tenants.UpdateAsync(
            id,
            present =>
                present with
                {
                    Name = name ?? present.Name,
                    SuspendedAt = body.Suspended switch
                    {
                        null => present.SuspendedAt,
                        true => present.SuspendedAt ?? now,
                        false => null,
                    },
                    MaxStorageBytes = TenantRules.ReadQuota("max_storage_bytes", body.MaxStorageBytes, present.MaxStorageBytes),
                    MaxIndexedMinutes = TenantRules.ReadQuota("max_indexed_minutes", body.MaxIndexedMinutes, present.MaxIndexedMinutes),
                    MaxRequestsPerDay = TenantRules.ReadQuota("max_requests_per_day", body.MaxRequestsPerDay, present.MaxRequestsPerDay),
                },
            call.Cancellation
        ) ?? throw Fail.NotFound("tenant", id);
        var state = body.Suspended switch
        {
            true => ": suspended",
            false => ": not suspended",
            null => "",
        };
        AuditLog.SetSubject(call.Http, $"{changed.Name} ({id}){state}");
        return TypedResults.Json(TenantView.From(changed, tenants.GetUsage(id, now)), TenantsWireJson.Default.TenantView);
    }
}
