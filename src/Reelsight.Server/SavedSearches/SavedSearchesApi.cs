using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Reelsight.Server.SavedSearches;

/// <summary>Routes of saved searches: operations of our own.</summary>
internal static class SavedSearchesApi
{
    internal static void MapSavedSearches(this IEndpointRouteBuilder own)
    {
        own.MapPost("/saved-searches", CreateSavedSearch.HandleAsync);
        own.MapGet("/saved-searches", ListSavedSearches.HandleAsync);
        own.MapGet("/saved-searches/{saved_search_id}", GetSavedSearch.HandleAsync);
        own.MapPatch("/saved-searches/{saved_search_id}", UpdateSavedSearch.HandleAsync);
        own.MapDelete("/saved-searches/{saved_search_id}", DeleteSavedSearch.HandleAsync);
    }
}
