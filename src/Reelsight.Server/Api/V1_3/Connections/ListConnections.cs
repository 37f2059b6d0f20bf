using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.V1_3.Connections;

/// <summary>GET /connections → 200 with an empty page: there is no connection.</summary>
internal static class ListConnections
{
    internal static IResult Handle(Call call)
    {
        var window = call.GetPageWindow();
        return TypedResults.Json(
            new ListOf<ConnectionView>([], new PageInfo(window.Limit, window.Page, 0, 0)),
            ConnectionsWireJson.Default.ListOfConnectionView
        );
    }
}

/// <summary>A connection on the wire. None is ever shown; the shape says what the list is of.</summary>
internal sealed record ConnectionView;
