using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http;

namespace Reelsight.Server.Connections;

/// <summary>DELETE /connections/{connection_id} → 404: there is no connection.</summary>
internal static class DeleteConnection
{
    internal static IResult Handle(Call call) => throw GetConnection.NotFound(call);
}
