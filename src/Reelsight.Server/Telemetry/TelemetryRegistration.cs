using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Reelsight.Server.Settings;

namespace Reelsight.Server.Telemetry;

/// <summary>Sets up metrics, traces and logs as the settings say.</summary>
internal static class TelemetryRegistration
{
    /// <summary>The meters and sources of every part of the program.</summary>
    private const string OwnNames = "Reelsight.*";

    private const string RequestDuration = "http.server.request.duration";

    // Other tags multiply the combinations, of which only so many are kept: whatever comes after them is counted under no operation.
    private static readonly string[] _requestTags = ["reelsight.operation", "reelsight.status_class", "http.response.status_code"];

    /// <summary>
    /// Collects metrics for <c>/metrics</c>. With an OTLP endpoint, metrics and traces are sent there as well; without one nothing is
    /// traced and nothing is sent.
    /// </summary>
    internal static void AddTelemetry(this IServiceCollection services, ServerSettings settings)
    {
        var version = typeof(TelemetryRegistration).Assembly.GetName().Version!.ToString(3);
        var telemetry = services
            .AddOpenTelemetry()
            .ConfigureResource(resource => resource.Clear().AddService("reelsight", serviceVersion: version))
            .WithMetrics(metrics =>
            {
                metrics
                    .AddMeter(OwnNames, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
                    .AddView(RequestDuration, new ExplicitBucketHistogramConfiguration { TagKeys = [.. _requestTags] })
                    // A scrape is answered with what is true now.
                    .AddPrometheusExporter(exporter => exporter.ScrapeResponseCacheDurationMilliseconds = 0);
                if (settings.OtlpEndpoint is { } endpoint)
                {
                    metrics.AddOtlpExporter(exporter => Configure(exporter, endpoint, "v1/metrics"));
                }
            });
        if (settings.OtlpEndpoint is { } collector)
        {
            telemetry.WithTracing(traces =>
                traces.AddSource(OwnNames, "Microsoft.AspNetCore").AddOtlpExporter(exporter => Configure(exporter, collector, "v1/traces"))
            );
        }
    }

    /// <summary>Writes logs to standard error, because standard output belongs to the results of commands.</summary>
    internal static void AddLogs(this ILoggingBuilder logging, ServerSettings settings)
    {
        if (settings.LogFormat == LogFormat.Json)
        {
            logging.AddJsonConsole(console =>
            {
                console.IncludeScopes = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            });
            logging.Configure(options =>
                options.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId
            );
        }
        else
        {
            logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.ColorBehavior = LoggerColorBehavior.Disabled;
            });
        }

        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        // Its scope would put the path of the request into every line, and some paths hold signed tokens.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        logging.AddFilter("OpenTelemetry", LogLevel.Warning);
    }

    private static void Configure(OtlpExporterOptions exporter, Uri endpoint, string signal)
    {
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = new Uri(endpoint, signal);
    }
}
