using Microsoft.AspNetCore.Http;
using Reelsight.Core;
using Reelsight.Server.Api.ReelsightV1.Keys;
using Reelsight.Server.Http.Audit;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Tenants;

/// <summary>
/// POST /reelsight/v1/tenants → 201 with a new, empty account. <c>name</c> is required; quotas are none unless given. It has no key yet:
/// see POST /reelsight/v1/tenants/{tenant_id}/keys.
/// </summary>
internal static class CreateTenant
{
    internal sealed record Body(string? Name, long? MaxStorageBytes, long? MaxIndexedMinutes, long? MaxRequestsPerDay);

    internal static async Task<IResult> HandleAsync(Call call, ITenantStore tenants, IdGenerator ids, TimeProvider clock)
    {
        var body = await call.ReadJsonAsync(TenantsWireJson.Default.CreateTenantBody);
        var tenant = new TenantRecord
        {
            Id = ids.Next(),
            Name = KeyRequestRules.CheckName(body.Name),
            CreatedAt = clock.GetUtcNow(),
            MaxStorageBytes = TenantRules.ReadQuota("max_storage_bytes", body.MaxStorageBytes, null),
            MaxIndexedMinutes = TenantRules.ReadQuota("max_indexed_minutes", body.MaxIndexedMinutes, null),
            MaxRequestsPerDay = TenantRules.ReadQuota("max_requests_per_day", body.MaxRequestsPerDay, null),
        };
        await tenants.AddAsync(tenant, call.Cancellation);
        AuditLog.SetSubject(call.Http, $"{tenant.Name} ({tenant.Id})");
        return TypedResults.Json(
            TenantView.From(tenant, new TenantUsage(0, 0)),
            TenantsWireJson.Default.TenantView,
            statusCode: StatusCodes.Status201Created
        );
    }
}
