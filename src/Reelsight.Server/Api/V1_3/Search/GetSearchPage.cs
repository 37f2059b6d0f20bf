using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.V1_3.Search;

/// <summary>
/// GET /search/{page_token} → 200 with another page of a search. Ranks run on, pages share no hit. User metadata comes as the search asked,
/// or as <c>include_user_metadata</c> says here. A token that is junk or over is 400.
/// </summary>
internal static class GetSearchPage
{
    internal static async Task<IResult> HandleAsync(Call call, SearchPaginator pages)
    {
        var view = await pages.GetPageAsync(call, (string)call.Http.GetRouteValue("page_token")!);
        return TypedResults.Json(view, SearchWireJson.Default.SearchView);
    }
}
