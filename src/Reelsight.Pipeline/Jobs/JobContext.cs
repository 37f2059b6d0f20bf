using Reelsight.Storage.Queue;

namespace Reelsight.Pipeline.Jobs;

/// <summary>What a running job sees of its surroundings: who it is and where to report progress.</summary>
public sealed class JobContext(Job job)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, double> _stages = [];

    /// <summary>For work that somebody waits for, and that is no job of the queue.</summary>
    public static JobContext WithoutQueue(string tenantId, string subjectId) =>
        new(
            new Job
            {
                Id = 0,
                TenantId = tenantId,
                Kind = "",
                SubjectId = subjectId,
                Attempt = 1,
                Lease = "",
            }
        );

    /// <summary>The job under its lease.</summary>
    public Job Job { get; } = job;

    /// <summary>Reports how far a stage has come, 0-1. Stages may run side by side.</summary>
    public void Report(string stage, double fraction)
    {
        lock (_gate)
        {
            _stages[stage] = Math.Clamp(fraction, 0, 1);
        }
    }

    /// <summary>The stage that has furthest to go: what a person waits for.</summary>
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

    /// <summary>Marks the start of a new phase: finished stages no longer count towards <see cref="Progress"/>.</summary>
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
}
