using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Reelsight.Server.Http.Bodies;

namespace Reelsight.Server.Api.V1_3.Search;

/// <summary>Routes of search.</summary>
internal static class SearchApi
{
    /// <summary>v1.3: ten images of 32 MB.</summary>
    private const long MaxImagesBytes = 320L << 20;

    internal static void MapSearch(this IEndpointRouteBuilder api)
    {
        api.MapPost("/search", SearchIndex.HandleAsync).WithMetadata(BodyLimit.ForFile(MaxImagesBytes));
        api.MapGet("/search/{page_token}", GetSearchPage.HandleAsync);
    }
}
