using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http;
using Reelsight.Storage;

namespace Reelsight.Server.SavedSearches;

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
