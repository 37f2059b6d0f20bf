using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http;

namespace Reelsight.Server.Connections;

/// <summary>POST /connections/{connection_id}/imports → 404: there is no connection.</summary>
internal static class CreateImport
{
    internal static IResult Handle(Call call) => throw GetConnection.NotFound(call);
}
