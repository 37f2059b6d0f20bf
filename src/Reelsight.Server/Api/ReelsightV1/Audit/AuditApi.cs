using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Reelsight.Server.Api.ReelsightV1.Audit;

/// <summary>Routes of the audit log: operations of our own.</summary>
internal static class AuditApi
{
    internal static void MapAudit(this IEndpointRouteBuilder api) => api.MapGet("/audit-events", ListAuditEvents.HandleAsync);
}
