using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Reelsight.Server.Api.ReelsightV1.SavedSearches;

/// <summary>Routes of saved searches: operations of our own.</summary>
internal static class SavedSearchesApi
{
    internal static void MapSavedSearches(this IEndpointRouteBuilder api)
    {
        api.MapPost("/saved-searches", CreateSavedSearch.HandleAsync);
        api.MapGet("/saved-searches", ListSavedSearches.HandleAsync);
        api.MapGet("/saved-searches/{saved_search_id}", GetSavedSearch.HandleAsync);
        api.MapPatch("/saved-searches/{saved_search_id}", UpdateSavedSearch.HandleAsync);
        api.MapDelete("/saved-searches/{saved_search_id}", DeleteSavedSearch.HandleAsync);
    }
}
