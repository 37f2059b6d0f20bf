using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Reelsight.Server.Http.Json;

namespace Reelsight.Server.Hosting;

/// <summary>
/// GET /healthz → 200 once the server has started, 503 before; no key needed. It tells that the process lives; whether it can do its
/// work, <see cref="GetReady"/> tells.
/// </summary>
internal static class GetHealth
{
    private static readonly string _version = typeof(GetHealth).Assembly.GetName().Version!.ToString(3);

    internal static void MapHealth(this IEndpointRouteBuilder app) =>
        app.MapGet("/healthz", (Readiness readiness) =>
            readiness.IsReady
                ? TypedResults.Json(new HealthView("ready", _version), HostingWireJson.Default.HealthView)
                : TypedResults.Json(
                    new HealthView("starting", _version),
                    HostingWireJson.Default.HealthView,
                    statusCode: StatusCodes.Status503ServiceUnavailable
                )
        );
}

/// <summary>State and version of the server.</summary>
internal sealed record HealthView([OneOf("starting", "ready")] string Status, string Version);
