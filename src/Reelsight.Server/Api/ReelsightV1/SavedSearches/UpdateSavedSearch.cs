using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.SavedSearches;

/// <summary>
/// PATCH /reelsight/v1/saved-searches/{saved_search_id} → 200. <c>name</c> renames; <c>seen</c> true says that its owner has looked, and
/// the counts start anew. What is asked never changes: save another search.
/// </summary>
internal static class UpdateSavedSearch
{
    internal sealed record Body(string? Name, bool? Seen);

    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<SavedSearchRecord> saved, TimeProvider clock)
    {
        var id = call.GetId("saved_search_id");
        var body = await call.ReadJsonAsync(SavedSearchesWireJson.Default.UpdateSavedSearchBody);
        var name = ResourceName.CheckChange(body.Name);
        var changed = await saved.UpdateAsync(
            call.TenantId,
            id,
            present =>
                present with
                {
                    Name = name ?? present.Name,
                    Alerts = body.Seen == true ? [.. present.Alerts.Select(alert => alert with { Seen = true })] : present.Alerts,
                    UpdatedAt = clock.GetUtcNow(),
                },
            [],
            call.Cancellation
        ) ?? throw Fail.NotFound("saved search", id);
        return TypedResults.Json(SavedSearchView.From(changed), SavedSearchesWireJson.Default.SavedSearchView);
    }
}
