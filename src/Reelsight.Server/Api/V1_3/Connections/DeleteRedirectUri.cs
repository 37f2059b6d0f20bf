using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Connections;

/// <summary>DELETE /connections/redirect-uris/{redirect_uri_id} → 204.</summary>
internal static class DeleteRedirectUri
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<RedirectUriRecord> uris)
    {
        var id = call.GetId("redirect_uri_id");
        return await uris.DeleteAsync(call.TenantId, id, null, call.Cancellation)
            ? TypedResults.NoContent()
            : throw Fail.NotFound("redirect URI", id);
    }
}
