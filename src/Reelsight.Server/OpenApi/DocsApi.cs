using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Reelsight.Server.OpenApi;

/// <summary>Maps the routes of the OpenAPI document and of the page that shows it.</summary>
internal static class DocsApi
{
    internal static void MapDocs(this IEndpointRouteBuilder app)
    {
        app.MapGet("/openapi.json", GetOpenApi.Handle);
        app.MapDocsPage();
    }
}
