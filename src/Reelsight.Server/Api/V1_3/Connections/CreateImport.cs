using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.V1_3.Connections;

/// <summary>POST /connections/{connection_id}/imports → 404: there is no connection.</summary>
internal static class CreateImport
{
    internal static IResult Handle(Call call) => throw GetConnection.NotFound(call);
}
