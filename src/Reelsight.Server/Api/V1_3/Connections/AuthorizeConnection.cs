using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.V1_3.Connections;

/// <summary>
/// POST /connections:authorize → 400 <c>api_not_allowed</c>, once <c>provider</c> (google_drive) and <c>redirect_uri</c> are well-formed:
/// the provider would have to know this server.
/// </summary>
internal static class AuthorizeConnection
{
    internal sealed record Body(string? Provider, string? RedirectUri, string? CustomId);

    internal static async Task<IResult> HandleAsync(Call call)
    {
        var body = await call.ReadJsonAsync(ConnectionsWireJson.Default.AuthorizeConnectionBody);
        if (string.IsNullOrEmpty(body.Provider))
        {
            throw Fail.Missing("provider");
        }

        if (body.Provider != "google_drive")
        {
            throw Fail.Invalid("The parameter provider must be google_drive.");
        }

        if (string.IsNullOrEmpty(body.RedirectUri))
        {
            throw Fail.Missing("redirect_uri");
        }

        throw Fail.Refused(
            ErrorCodes.ApiNotAllowed,
            "This server is not registered with Google Drive, so no account can be connected. Upload the files as assets, or give "
                + "their public links to POST /assets with method=url."
        );
    }
}
