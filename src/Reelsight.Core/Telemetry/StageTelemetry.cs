using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Reelsight.Core.Telemetry;

/// <summary>
/// Measures the stages of one part of the program: each run of a stage is a span of a trace and a value of a histogram of durations.
/// Nothing is made while nobody listens to either.
/// </summary>
public sealed class StageTelemetry
{
    /// <summary>The attribute that names the stage.</summary>
    public const string StageAttribute = "reelsight.stage";

    /// <summary>The attribute that names the type of the error that ended a run; absent when it succeeded.</summary>
    public const string ErrorAttribute = "error.type";

    private readonly Histogram<double> _durations;

    /// <summary>Makes the source of spans and the meter of one part of the program.</summary>
    /// <param name="name">Name of both, such as <c>Reelsight.Search</c>.</param>
    /// <param name="instrument">Name of the histogram, such as <c>reelsight.search.stage.duration</c>.</param>
    /// <param name="description">What the histogram measures.</param>
    /// <param name="boundaries">Upper boundaries of its buckets, seconds.</param>
    public StageTelemetry(string name, string instrument, string description, IReadOnlyList<double> boundaries)
    {
        Source = new ActivitySource(name);
        Meter = new Meter(name);
        _durations = Meter.CreateHistogram(
            instrument,
            unit: "s",
            description,
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = boundaries }
        );
    }

    /// <summary>Where the spans come from.</summary>
    public ActivitySource Source { get; }

    /// <summary>The meter, for further instruments.</summary>
    public Meter Meter { get; }

    /// <summary>Runs a stage.</summary>
    public async Task<T> RunAsync<T>(string stage, Func<Task<T>> work)
    {
        using var run = Start(stage);
        try
        {
            return await work();
        }
        catch (Exception e) when (run.NoteError(e))
        {
            throw;
        }
    }

    /// <summary>Runs a stage.</summary>
    public async Task RunAsync(string stage, Func<Task> work)
    {
        using var run = Start(stage);
        try
        {
            await work();
        }
        catch (Exception e) when (run.NoteError(e))
        {
            throw;
        }
    }

    /// <summary>Runs a stage.</summary>
    public T Run<T>(string stage, Func<T> work)
    {
        using var run = Start(stage);
        try
        {
            return work();
        }
        catch (Exception e) when (run.NoteError(e))
        {
            throw;
        }
    }

    /// <summary>Begins a run of a stage, which ends when the result is disposed.</summary>
    public StageRun Start(string stage) =>
        _durations.Enabled || Source.HasListeners() ? new StageRun(_durations, Source.StartActivity(stage), stage) : StageRun.Unobserved;

    /// <summary>Begins a stage whose work is spread over many short calls, such as one for each frame.</summary>
    public RepeatedStage StartRepeated(string stage) => new(Source, _durations, stage);
}
