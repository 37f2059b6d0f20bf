using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Reelsight.Fetch.Telemetry;

/// <summary>
/// The spans and instruments of outgoing requests. Hosts stand in spans alone: as an attribute of a metric they would be without number.
/// Paths and queries stand nowhere, because they may be secret.
/// </summary>
internal static class FetchTelemetry
{
    /// <summary>Name of the source of spans and of the meter.</summary>
    public const string Name = "Reelsight.Fetch";

    private static readonly ActivitySource _source = new(Name);
    private static readonly Meter _meter = new(Name);

    private static readonly Histogram<double> _durations = _meter.CreateHistogram(
        "reelsight.fetch.request.duration",
        unit: "s",
        "How long a server took to begin its response to an outgoing request.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] }
    );

    /// <summary>Sends a request, traced and measured.</summary>
    public static async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        Func<HttpRequestMessage, Task<HttpResponseMessage>> send
    )
    {
        using var span = _source.StartActivity(request.Method.Method, ActivityKind.Client);
        span?.SetTag("http.request.method", request.Method.Method);
        span?.SetTag("server.address", request.RequestUri!.Host);
        span?.SetTag("server.port", request.RequestUri!.Port);
        var started = Stopwatch.GetTimestamp();
        try
        {
            var response = await send(request);
            var status = (int)response.StatusCode;
            span?.SetTag("http.response.status_code", status);
            Record(request, started, "http.response.status_code", status);
            return response;
        }
        catch (Exception e)
        {
            span?.SetStatus(ActivityStatusCode.Error);
            span?.SetTag("error.type", e.GetType().FullName);
            Record(request, started, "error.type", e.GetType().FullName);
            throw;
        }
    }

    private static void Record(HttpRequestMessage request, long started, string attribute, object? value) =>
        _durations.Record(
            Stopwatch.GetElapsedTime(started).TotalSeconds,
            new KeyValuePair<string, object?>("http.request.method", request.Method.Method),
            new KeyValuePair<string, object?>(attribute, value)
        );
}
