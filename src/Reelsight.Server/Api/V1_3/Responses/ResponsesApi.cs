using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Reelsight.Server.Api.V1_3.Responses;

/// <summary>The route of responses.</summary>
internal static class ResponsesApi
{
    internal static void MapResponses(this IEndpointRouteBuilder api) => api.MapPost("/responses", CreateResponse.HandleAsync);
}
