using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.V1_3.Connections;

/// <summary>DELETE /connections/{connection_id} → 404: there is no connection.</summary>
internal static class DeleteConnection
{
    internal static IResult Handle(Call call) => throw GetConnection.NotFound(call);
}
