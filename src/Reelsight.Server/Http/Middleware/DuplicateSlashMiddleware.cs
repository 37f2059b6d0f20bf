using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Reelsight.Server.Http.Middleware;

/// <summary>
/// Clients join paths to the base URL that they were given; one that ends with a slash makes <c>/v1.3//indexes</c> of it.
/// </summary>
internal sealed partial class DuplicateSlashMiddleware(RequestDelegate next)
{
    /// <summary>Makes one slash of several.</summary>
    public Task InvokeAsync(HttpContext http)
    {
        if (http.Request.Path.Value is { } path && path.Contains("//", StringComparison.Ordinal))
        {
            http.Request.Path = RepeatedSlashes().Replace(path, "/");
        }

        return next(http);
    }

    [GeneratedRegex("/{2,}")]
    private static partial Regex RepeatedSlashes();
}
