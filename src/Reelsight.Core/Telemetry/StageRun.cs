using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Reelsight.Core.Telemetry;

/// <summary>One run of a stage: disposing of it ends its span and records its duration.</summary>
public sealed class StageRun : IDisposable
{
    /// <summary>A run that nobody observes.</summary>
    internal static readonly StageRun Unobserved = new(null, null, "");

    private readonly Histogram<double>? _durations;
    private readonly string _stage;
    private readonly long _started;
    private string? _error;

    internal StageRun(Histogram<double>? durations, Activity? activity, string stage)
    {
        (_durations, Activity, _stage) = (durations, activity, stage);
        _started = durations is null ? 0 : Stopwatch.GetTimestamp();
    }

    /// <summary>The span; null when nobody listens to spans.</summary>
    public Activity? Activity { get; }

    /// <summary>Notes that an error ended the run. Its type is kept and its message is not: that may hold what is private.</summary>
    /// <returns>False always, so that it can stand in an exception filter, which sees an error where it was thrown.</returns>
    public bool NoteError(Exception error)
    {
        if (_durations is null)
        {
            return false;
        }

        _error = error.GetType().FullName;
        Activity?.SetTag(StageTelemetry.ErrorAttribute, _error);
        if (error is not OperationCanceledException)
        {
            Activity?.SetStatus(ActivityStatusCode.Error);
        }
        return false;
    }

    /// <summary>Ends the run.</summary>
    public void Dispose()
    {
        if (_durations is null)
        {
            return;
        }

        var seconds = Stopwatch.GetElapsedTime(_started).TotalSeconds;
        if (_error is null)
        {
            _durations.Record(seconds, new KeyValuePair<string, object?>(StageTelemetry.StageAttribute, _stage));
        }
        else
        {
            _durations.Record(
                seconds,
                new KeyValuePair<string, object?>(StageTelemetry.StageAttribute, _stage),
                new KeyValuePair<string, object?>(StageTelemetry.ErrorAttribute, _error)
            );
        }
        Activity?.Dispose();
    }
}
