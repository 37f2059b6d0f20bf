using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Audit;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Keys;

/// <summary>
/// DELETE /reelsight/v1/keys/{key_id} → 204. The key is refused from the next request on, and browsers that signed in with it are signed
/// out. The key of the server's settings is changed there, not here.
/// </summary>
internal static class DeleteKey
{
    internal static async Task<IResult> HandleAsync(Call call, IApiKeyStore keys)
    {
        var id = call.GetId("key_id");
        var deleted = await keys.DeleteAsync(
            call.TenantId,
            id,
            key =>
            {
                AuditLog.SetSubject(call.Http, $"{key.Name} ({key.Id})");
                if (key.Preset)
                {
                    throw Fail.Conflict(
                        ErrorCodes.KeyIsPreset,
                        "This is the key that the server was started with. Set another one in REELSIGHT_API_KEY, or delete the file "
                            + "api-key of the data folder, and start the server again: that replaces it."
                    );
                }
            },
            call.Cancellation
        );
        return deleted ? TypedResults.NoContent() : throw Fail.NotFound("key", id);
    }
}
