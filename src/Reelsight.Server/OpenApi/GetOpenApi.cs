using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Reelsight.Server.Contract;

namespace Reelsight.Server.OpenApi;

/// <summary>
/// GET /openapi.json → 200 with the description of the API as OpenAPI 3.1; no key needed. Built once, at the first call.
/// </summary>
internal sealed class GetOpenApi(EndpointDataSource routes, IReadOnlyList<JsonSerializerContext> contexts)
{
    private readonly Lazy<string> _document = new(() =>
        OpenApiDocument.Build(OperationList.Current, routes.Endpoints.OfType<RouteEndpoint>(), contexts).ToJsonString()
    );

    internal static IResult Handle(GetOpenApi description) => TypedResults.Text(description._document.Value, "application/json");
}
