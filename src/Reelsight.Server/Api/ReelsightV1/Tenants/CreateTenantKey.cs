using Microsoft.AspNetCore.Http;
using Reelsight.Core;
using Reelsight.Server.Api.ReelsightV1.Keys;
using Reelsight.Server.Http.Audit;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Settings;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Tenants;

/// <summary>
/// POST /reelsight/v1/tenants/{tenant_id}/keys → 201 with a new API key of that account, as POST /reelsight/v1/keys makes one of the
/// caller's own. Give the account's administrator one with the scope <c>admin</c>.
/// </summary>
internal static class CreateTenantKey
{
    internal static async Task<IResult> HandleAsync(Call call, ITenantStore tenants, IApiKeyStore keys, IdGenerator ids, TimeProvider clock)
    {
        var tenant = TenantRules.Find(call, tenants);
        var body = await call.ReadJsonAsync(KeysWireJson.Default.CreateKeyBody);
        var now = clock.GetUtcNow();
        var record = KeyRequestRules.Create(body, tenant.Id, ids, now);
        var key = PresetKey.Create();
        await keys.AddAsync(record, key, call.Cancellation);
        AuditLog.SetSubject(call.Http, $"{record.Name} ({record.Id}) of {tenant.Name} ({tenant.Id})");
        return TypedResults.Json(KeyView.From(record, now, key), KeysWireJson.Default.KeyView, statusCode: StatusCodes.Status201Created);
    }
}
