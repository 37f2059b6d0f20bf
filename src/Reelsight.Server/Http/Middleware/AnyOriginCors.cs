using Microsoft.AspNetCore.Builder;

namespace Reelsight.Server.Http.Middleware;

/// <summary>Lets web pages of any origin use the paths under a root: those that signed tokens guard, and no cookie or key.</summary>
internal static class AnyOriginCors
{
    /// <summary>Adds the headers to every answer under the root, errors too.</summary>
    internal static IApplicationBuilder UseAnyOriginCors(
        this IApplicationBuilder app,
        string root,
        string methods,
        string headers,
        string exposed
    ) =>
        app.Use(next =>
            http =>
            {
                if (http.Request.Path.StartsWithSegments(root, StringComparison.OrdinalIgnoreCase))
                {
                    http.Response.Headers.AccessControlAllowOrigin = "*";
                    http.Response.Headers.AccessControlAllowMethods = methods;
                    http.Response.Headers.AccessControlAllowHeaders = headers;
                    http.Response.Headers.AccessControlExposeHeaders = exposed;
                }
                return next(http);
            }
        );
}
