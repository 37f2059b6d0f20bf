using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Reelsight.Server.Contract;
using Reelsight.Server.Http.Errors;

namespace Reelsight.Server.Http.Auth;

/// <summary>
/// The one place where scopes are checked. What an operation needs is written in the list of operations; a route that is not in the list
/// needs an administrator.
/// </summary>
internal sealed class ScopeMiddleware(RequestDelegate next)
{
    private static readonly Dictionary<(string Method, string Route), Operation> _operations =
        OperationList.Current.Operations.ToDictionary(o => (o.Method, o.Path));

    /// <summary>Lets a request pass, or ends it with 403.</summary>
    public Task InvokeAsync(HttpContext http)
    {
        if (Caller.Find(http) is not { } caller || http.GetEndpoint() is not RouteEndpoint endpoint)
        {
            return next(http);
        }

        var method = HttpMethods.IsHead(http.Request.Method) ? HttpMethods.Get : http.Request.Method;
        var operation = _operations.GetValueOrDefault((method, endpoint.RoutePattern.RawText ?? ""));
        var needed = operation?.RequiredScope ?? "admin";
        var allowed =
            needed == ScopeNames.Instance ? caller.IsInstanceAdmin : ScopeNames.Find(needed) is { } scope && caller.Scopes.HasFlag(scope);
        return allowed ? next(http) : throw CreateForbidden(caller, operation?.Name ?? http.Request.Path, needed);
    }

    private static ApiException CreateForbidden(Caller caller, string operation, string needed) =>
        new(
            StatusCodes.Status403Forbidden,
            ErrorCodes.ApiNotAllowed,
            needed == ScopeNames.Instance
                ? $"{operation} is for administrators of the whole server: use the key that the server was started with."
                : $"{operation} needs the scope {needed}, and this key has only {string.Join(", ", ScopeNames.From(caller.Scopes))}. Use a "
                    + "key that has it, or ask an administrator for one."
        );
}
