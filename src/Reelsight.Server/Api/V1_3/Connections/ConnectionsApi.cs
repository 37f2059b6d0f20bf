using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Reelsight.Server.Api.V1_3.Connections;

/// <summary>
/// Routes of connections to storage providers. A provider lets in only servers that are registered with it, and a self-hosted one is not:
/// there never is a connection, so lists are empty and ids unknown. Redirect URIs are really kept.
/// </summary>
internal static class ConnectionsApi
{
    internal static void MapConnections(this IEndpointRouteBuilder api)
    {
        const string Connections = "/connections",
            RedirectUris = Connections + "/redirect-uris",
            One = Connections + "/{connection_id}";
        api.MapPost("/connections:authorize", AuthorizeConnection.HandleAsync);
        api.MapGet(Connections, ListConnections.Handle);
        api.MapPost(RedirectUris, CreateRedirectUri.HandleAsync);
        api.MapGet(RedirectUris, ListRedirectUris.HandleAsync);
        api.MapDelete(RedirectUris + "/{redirect_uri_id}", DeleteRedirectUri.HandleAsync);
        api.MapGet(One, GetConnection.Handle);
        api.MapDelete(One, DeleteConnection.Handle);
        api.MapPost(One + "/picker-token", CreatePickerToken.Handle);
        api.MapPost(One + "/imports", CreateImport.Handle);
        api.MapGet(One + "/imports", ListImports.Handle);
        api.MapGet(One + "/imports/{import_id}", GetImport.Handle);
    }
}
