using Microsoft.AspNetCore.Http;
using Reelsight.Core;
using Reelsight.Server.Http.Audit;
using Reelsight.Server.Http.Auth;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Settings;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Keys;

/// <summary>
/// POST /reelsight/v1/keys → 201 with a new API key of this account. <c>name</c> and <c>scopes</c> are required; it ends after
/// <c>expires_in_days</c>, 365 unless told. The key is in this answer alone: only its hash is kept.
/// </summary>
internal static class CreateKey
{
    internal sealed record Body(string? Name, IReadOnlyList<string?>? Scopes, int? ExpiresInDays);

    internal static async Task<IResult> HandleAsync(Call call, IApiKeyStore keys, IdGenerator ids, TimeProvider clock)
    {
        var body = await call.ReadJsonAsync(KeysWireJson.Default.CreateKeyBody);
        var now = clock.GetUtcNow();
        var record = KeyRequestRules.Create(body, call.TenantId, ids, now);
        var key = PresetKey.Create();
        await keys.AddAsync(record, key, call.Cancellation);
        AuditLog.SetSubject(call.Http, $"{record.Name} ({record.Id}): {string.Join(' ', ScopeNames.From(record.Scopes))}");
        return TypedResults.Json(KeyView.From(record, now, key), KeysWireJson.Default.KeyView, statusCode: StatusCodes.Status201Created);
    }
}
