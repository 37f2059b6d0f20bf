using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http;

namespace Reelsight.Server.Connections;

/// <summary>POST /connections/{connection_id}/picker-token → 404: there is no connection.</summary>
internal static class CreatePickerToken
{
    internal static IResult Handle(Call call) => throw GetConnection.NotFound(call);
}
