using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Audit;
using Reelsight.Server.Http.Errors;

namespace Reelsight.Server.Http.Auth;

/// <summary>
/// Every path of the API needs a known key in <c>x-api-key</c>, unknown routes included, so that nothing can be learned without one.
/// <c>Authorization</c> is ignored: one client sends it besides. A browser that is signed in (<see cref="StudioSessions"/>) sends its
/// cookie instead of the key. Health, signed media and the session itself need no key.
/// </summary>
internal sealed class ApiKeyMiddleware(RequestDelegate next, Authenticator authenticator, TenantGate tenants, AuditLog audit)
{
    /// <summary>
    /// Lets a request pass, or ends it with 401, or with 403 or 429 when the account is suspended or has used up its day.
    /// </summary>
    public Task InvokeAsync(HttpContext http)
    {
        if (!RequiresKey(http))
        {
            return next(http);
        }

        if (authenticator.Find(http) is not { } caller)
        {
            audit.NoteRefusal(http, AuditActions.KeyRefused);
            throw new ApiException(
                401,
                ErrorCodes.ApiKeyInvalid,
                "The x-api-key header is missing or holds no key of this server that is still valid."
            );
        }

        tenants.Enter(http, caller.TenantId);
        Caller.Set(http, caller);
        return next(http);
    }

    /// <summary>Whether a request is for a path that needs a key.</summary>
    internal static bool RequiresKey(HttpContext http) =>
        http.Request.Path.StartsWithSegments(ApiRoutes.ContractRoot, StringComparison.OrdinalIgnoreCase)
        || http.Request.Path.StartsWithSegments(ApiRoutes.ReelsightRoot, StringComparison.OrdinalIgnoreCase)
            && !IsSession(http.Request.Path);

    private static bool IsSession(PathString path) =>
        path.StartsWithSegments(ApiRoutes.ReelsightRoot + ApiRoutes.Session, StringComparison.OrdinalIgnoreCase, out var rest)
        && (!rest.HasValue || rest == "/");

    /// <summary>The tenant of a request that passed.</summary>
    internal static string GetTenant(HttpContext http) => Caller.Get(http).TenantId;
}
