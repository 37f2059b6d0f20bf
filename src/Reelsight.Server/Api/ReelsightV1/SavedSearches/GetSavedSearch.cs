using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.SavedSearches;

/// <summary>GET /reelsight/v1/saved-searches/{saved_search_id} → 200.</summary>
internal static class GetSavedSearch
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<SavedSearchRecord> saved)
    {
        var id = call.GetId("saved_search_id");
        var record = await saved.FindAsync(call.TenantId, id, call.Cancellation) ?? throw Fail.NotFound("saved search", id);
        return TypedResults.Json(SavedSearchView.From(record), SavedSearchesWireJson.Default.SavedSearchView);
    }
}
