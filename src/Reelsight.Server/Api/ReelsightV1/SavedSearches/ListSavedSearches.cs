using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.SavedSearches;

/// <summary>GET /reelsight/v1/saved-searches → 200 with a page, newest first. Filter: index_id.</summary>
internal static class ListSavedSearches
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<SavedSearchRecord> saved)
    {
        var window = call.GetPageWindow();
        var filter = new ResourceFilter { LinkedTo = call.Query.GetText("index_id") is { } id ? Identifiers.Check("index_id", id) : null };
        var page = await saved.ListAsync(call.TenantId, filter, SortOrder.NewestFirst, window, call.Cancellation);
        return TypedResults.Json(ListOf.From(page, window, SavedSearchView.From), SavedSearchesWireJson.Default.ListOfSavedSearchView);
    }
}
