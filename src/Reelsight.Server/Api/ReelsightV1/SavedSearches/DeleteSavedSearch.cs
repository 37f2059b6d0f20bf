using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.SavedSearches;

/// <summary>DELETE /reelsight/v1/saved-searches/{saved_search_id} → 204.</summary>
internal static class DeleteSavedSearch
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<SavedSearchRecord> saved)
    {
        var id = call.GetId("saved_search_id");
        return await saved.DeleteAsync(call.TenantId, id, null, call.Cancellation)
            ? TypedResults.NoContent()
            : throw Fail.NotFound("saved search", id);
    }
}
