using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Auth;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Keys;

/// <summary>GET /reelsight/v1/keys → 200 with a page of the account's keys, newest first, those that are over included.</summary>
internal static class ListKeys
{
    internal static async Task<IResult> HandleAsync(Call call, IApiKeyStore keys, UsageRecorder usage, TimeProvider clock)
    {
        var window = call.GetPageWindow();
        await usage.FlushAsync(call.Cancellation);
        var page = await keys.ListAsync(call.TenantId, window, call.Cancellation);
        var now = clock.GetUtcNow();
        return TypedResults.Json(ListOf.From(page, window, key => KeyView.From(key, now)), KeysWireJson.Default.ListOfKeyView);
    }
}
