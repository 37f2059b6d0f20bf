using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Reelsight.Core.Telemetry;

/// <summary>
/// A stage whose work is spread over many short calls, such as one for each frame: one span for all of them and one value of the
/// histogram, which is the time that the calls took together. Calls may run side by side.
/// </summary>
public sealed class RepeatedStage : IDisposable
{
    private readonly ActivitySource _source;
    private readonly Histogram<double> _durations;
    private readonly string _stage;
    private readonly Activity? _parent = Activity.Current;
    private long _firstStarted;
    private long _busyTicks;
    private long _calls;

    internal RepeatedStage(ActivitySource source, Histogram<double> durations, string stage) =>
        (_source, _durations, _stage) = (source, durations, stage);

    /// <summary>Runs one call.</summary>
    public T Run<T>(Func<T> work)
    {
        var started = Begin();
        try
        {
            return work();
        }
        finally
        {
            End(started);
        }
    }

    /// <summary>Begins a call.</summary>
    /// <returns>To be given to <see cref="End"/>.</returns>
    public long Begin()
    {
        var now = Stopwatch.GetTimestamp();
        Interlocked.CompareExchange(ref _firstStarted, now, 0);
        return now;
    }

    /// <summary>Ends a call.</summary>
    /// <param name="started">What <see cref="Begin"/> returned.</param>
    public void End(long started)
    {
        Interlocked.Add(ref _busyTicks, Stopwatch.GetTimestamp() - started);
        Interlocked.Increment(ref _calls);
    }

    /// <summary>Records what was done; a stage that was never called leaves no trace.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _calls, 0) is not (> 0 and var calls))
        {
            return;
        }

        var seconds = Stopwatch.GetElapsedTime(0, Interlocked.Exchange(ref _busyTicks, 0)).TotalSeconds;
        _durations.Record(seconds, new KeyValuePair<string, object?>(StageTelemetry.StageAttribute, _stage));
        if (!_source.HasListeners())
        {
            return;
        }

        using var span = _source.StartActivity(_stage, ActivityKind.Internal, _parent?.Context ?? default);
        if (span is null)
        {
            return;
        }

        span.SetStartTime(span.StartTimeUtc - Stopwatch.GetElapsedTime(_firstStarted));
        span.SetTag("reelsight.calls", calls);
        span.SetTag("reelsight.busy_seconds", seconds);
    }
}
