using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;

namespace Reelsight.Server.Http.Hosts;

/// <summary>
/// Refuses requests that name the server by a name that is not its own, before anything else looks at them, so that links in answers are
/// built from names that are. Probes for health name whatever they like.
/// </summary>
internal sealed class AllowedHostMiddleware(RequestDelegate next, AllowedHosts hosts)
{
    private static readonly PathString[] _probes = ["/healthz", "/readyz"];

    /// <summary>Lets a request pass, or ends it with 421.</summary>
    public Task InvokeAsync(HttpContext http) =>
        hosts.Contains(http) || Array.Exists(_probes, probe => probe == http.Request.Path)
            ? next(http)
            : throw new ApiException(
                StatusCodes.Status421MisdirectedRequest,
                ErrorCodes.HostNotAllowed,
                "This server is not known under the name in the Host header. Use its address, or have its owner allow the name with the "
                    + "setting REELSIGHT_ALLOWED_HOSTS."
            );
}
