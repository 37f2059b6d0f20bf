using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Reelsight.Server.Http.Json;

namespace Reelsight.Server.Hosting;

/// <summary>
/// GET /readyz → 200 when the server can do its work, 503 when it cannot, with what is wrong and what to do; no key needed.
/// </summary>
internal static class GetReady
{
    internal static void MapReady(this IEndpointRouteBuilder app) =>
        app.MapGet("/readyz", async (HttpContext http, ReadinessCheck checks) =>
        {
            var view = await checks.CheckAsync(http.RequestAborted);
            return TypedResults.Json(
                view,
                HostingWireJson.Default.ReadyView,
                statusCode: view.Status == "ready" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
            );
        });
}

/// <summary>Whether the server can do its work, and what it looked at.</summary>
internal sealed record ReadyView([OneOf("ready", "not_ready")] string Status, IReadOnlyList<ReadyCheckView> Checks);

/// <summary>One thing that was looked at; <c>message</c> says what is wrong with it and what to do.</summary>
internal sealed record ReadyCheckView(
    [OneOf("start", "disk", "database", "models")] string Name,
    [OneOf("good", "bad")] string Status,
    string? Message
)
{
    internal const string Good = "good";

    /// <summary>A check; the fault is null when there is none.</summary>
    internal static ReadyCheckView Create(string name, string? fault) => new(name, fault is null ? Good : "bad", fault);
}
