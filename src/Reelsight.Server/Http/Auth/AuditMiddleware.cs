using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Reelsight.Server.Contract;
using Reelsight.Server.Http.Audit;

namespace Reelsight.Server.Http.Auth;

/// <summary>Writes the operations that the list marks, deletions and administration, when they succeed.</summary>
internal sealed class AuditMiddleware(RequestDelegate next, AuditLog audit)
{
    private static readonly Dictionary<(string Method, string Route), Operation> _audited = OperationList
        .Current.Operations.Where(o => o.IsAudited)
        .ToDictionary(o => (o.Method, o.Path));

    /// <summary>Runs the rest and notes what it did.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        await next(http);
        if (
            http.Response.StatusCode < StatusCodes.Status400BadRequest
            && Caller.Find(http) is { } caller
            && http.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route }
            && _audited.TryGetValue((http.Request.Method, route), out var operation)
        )
        {
            await audit.RecordAsync(http, caller.TenantId, operation.Name, caller.Name, caller.ActorId);
        }
    }
}
