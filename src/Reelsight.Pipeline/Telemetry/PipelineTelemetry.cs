using System.Diagnostics;
using System.Diagnostics.Metrics;
using Reelsight.Core.Telemetry;

namespace Reelsight.Pipeline.Telemetry;

/// <summary>The spans and instruments of the job worker and of the stages that a file passes through.</summary>
public static class PipelineTelemetry
{
    /// <summary>Name of the source of spans and of the meter.</summary>
    public const string Name = "Reelsight.Pipeline";

    private static readonly double[] _boundaries = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200];

    /// <summary>The stages of indexing, embedding and transcribing.</summary>
    public static StageTelemetry Stages { get; } =
        new(Name, "reelsight.pipeline.stage.duration", "How long a stage of the pipeline took.", _boundaries);

    private static readonly Histogram<double> _jobDurations = CreateSeconds("reelsight.job.duration", "How long a try of a job took.");

    private static readonly Histogram<double> _queueTimes = CreateSeconds(
        "reelsight.job.queue.duration",
        "How long a job waited, from when it was due until a worker took it."
    );

    private static readonly Histogram<double> _deliveries = CreateSeconds(
        "reelsight.webhook.delivery.duration",
        "How long a receiver of webhooks took to answer."
    );

    /// <summary>Begins the span of one try of a job. It has no parent: the request that asked for the job ended long before.</summary>
    internal static Activity? StartJob(string kind, int attempt)
    {
        // A worker runs inside whatever started it.
        Activity.Current = null;
        var span = Stages.Source.StartActivity($"job {kind}", ActivityKind.Consumer);
        span?.SetTag("reelsight.job.kind", kind);
        span?.SetTag("reelsight.job.attempt", attempt);
        return span;
    }

    /// <summary>Records how long a job waited.</summary>
    internal static void RecordQueueTime(string kind, TimeSpan waited) =>
        _queueTimes.Record(Math.Max(0, waited.TotalSeconds), new KeyValuePair<string, object?>("reelsight.job.kind", kind));

    /// <summary>Records how one try of a job ended.</summary>
    /// <param name="kind">The kind of the job.</param>
    /// <param name="outcome">One of <see cref="JobOutcomes"/>.</param>
    /// <param name="duration">How long the try took.</param>
    internal static void RecordJob(string kind, string outcome, TimeSpan duration) =>
        _jobDurations.Record(
            duration.TotalSeconds,
            new KeyValuePair<string, object?>("reelsight.job.kind", kind),
            new KeyValuePair<string, object?>("reelsight.job.outcome", outcome)
        );

    /// <summary>Records one try to deliver a webhook.</summary>
    /// <param name="isDelivered">Whether the receiver took it.</param>
    /// <param name="duration">How long it took.</param>
    internal static void RecordDelivery(bool isDelivered, TimeSpan duration) =>
        _deliveries.Record(
            duration.TotalSeconds,
            new KeyValuePair<string, object?>("reelsight.webhook.outcome", isDelivered ? "delivered" : "failed")
        );

    private static Histogram<double> CreateSeconds(string name, string description) =>
        Stages.Meter.CreateHistogram(
            name,
            unit: "s",
            description,
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = _boundaries }
        );
}
