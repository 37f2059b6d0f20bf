using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Reelsight.Server.Settings;

namespace Reelsight.Server.Telemetry;

/// <summary>
/// Gives what is measured, traced and logged of a request the name of its operation, and everything that is logged meanwhile the
/// request's id: the one in the header <c>x-request-id</c> of the response. Paths are named by their patterns, because some hold signed
/// tokens.
/// </summary>
internal sealed partial class RequestTelemetryMiddleware(
    RequestDelegate next,
    ServerSettings settings,
    ILogger<RequestTelemetryMiddleware> log
)
{
    private readonly bool _logsRequests = settings.LogFormat == LogFormat.Json;

    /// <summary>Runs the rest and notes what came of it.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        using var scope = log.BeginScope("Request {RequestId}", http.TraceIdentifier);
        var started = Stopwatch.GetTimestamp();
        try
        {
            await next(http);
        }
        finally
        {
            var operation = OperationNames.Find(http);
            AddMetricTags(http, operation);
            AddSpanTags(http, operation);
            if (_logsRequests)
            {
                LogRequest(operation, http.Response.StatusCode, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }
    }

    private static void AddMetricTags(HttpContext http, string operation)
    {
        if (http.Features.Get<IHttpMetricsTagsFeature>() is { } feature)
        {
            feature.Tags.Add(new("reelsight.operation", operation));
            feature.Tags.Add(new("reelsight.status_class", GetStatusClass(http.Response.StatusCode)));
        }
    }

    private static void AddSpanTags(HttpContext http, string operation)
    {
        if (http.Features.Get<IHttpActivityFeature>()?.Activity is not { IsAllDataRequested: true } span)
        {
            return;
        }

        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        span.DisplayName = route is null ? http.Request.Method : $"{http.Request.Method} {route}";
        span.SetTag("http.request.method", http.Request.Method);
        span.SetTag("http.route", route);
        span.SetTag("http.response.status_code", http.Response.StatusCode);
        span.SetTag("reelsight.operation", operation);
        span.SetTag("reelsight.request_id", http.TraceIdentifier);
        span.SetTag("url.path", null);
        span.SetTag("url.query", null);
        if (http.Response.StatusCode >= StatusCodes.Status500InternalServerError)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }
    }

    private static string GetStatusClass(int status) =>
        status switch
        {
            < 200 => "1xx",
            < 300 => "2xx",
            < 400 => "3xx",
            < 500 => "4xx",
            _ => "5xx",
        };

    [LoggerMessage(Level = LogLevel.Information, Message = "{Operation} answered {Status} in {Milliseconds:0.0} ms.")]
    private partial void LogRequest(string operation, int status, double milliseconds);
}
