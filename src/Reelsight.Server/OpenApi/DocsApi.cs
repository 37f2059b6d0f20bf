using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Reelsight.Server.OpenApi;

/// <summary>Routes of the API's description, for programs and for people.</summary>
internal static class DocsApi
{
    internal static void MapDocs(this IEndpointRouteBuilder app)
    {
        app.MapGet("/openapi.json", GetOpenApi.Handle);
        app.MapGet("/docs", GetDocs.Handle);
    }
}
