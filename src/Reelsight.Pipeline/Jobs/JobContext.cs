using Reelsight.Storage.Queue;

namespace Reelsight.Pipeline.Jobs;

/// <summary>A running job, and where its handler reports progress.</summary>
public sealed class JobContext(Job job) : IStageProgress
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, double> _stages = [];

    /// <summary>The job under its lease.</summary>
    public Job Job { get; } = job;

    /// <summary>Name and progress of the stage that has furthest to go, because that is what a person waits for.</summary>
    public JobProgress Progress
    {
        get
        {
            lock (_gate)
            {
                if (_stages.Count == 0)
                {
                    return new JobProgress("starting", 0);
                }

                var slowest = _stages.MinBy(s => s.Value);
                return new JobProgress(slowest.Key, slowest.Value);
            }
        }
    }

    /// <inheritdoc/>
    public void Begin(params ReadOnlySpan<string> stages)
    {
        lock (_gate)
        {
            _stages.Clear();
            foreach (var stage in stages)
            {
                _stages[stage] = 0;
            }
        }
    }

    /// <inheritdoc/>
    public void Report(string stage, double fraction)
    {
        lock (_gate)
        {
            _stages[stage] = Math.Clamp(fraction, 0, 1);
        }
    }
}
