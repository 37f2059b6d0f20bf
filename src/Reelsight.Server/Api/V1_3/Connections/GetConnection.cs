using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.V1_3.Connections;

/// <summary>GET /connections/{connection_id} → 404 for every well-formed id: there is no connection.</summary>
internal static class GetConnection
{
    internal static IResult Handle(Call call) => throw NotFound(call);

    /// <summary>The end of every operation on one connection.</summary>
    /// <exception cref="ApiException">400: the id in the path is malformed.</exception>
    internal static ApiException NotFound(Call call) => Fail.NotFound("connection", call.GetId("connection_id"));
}
