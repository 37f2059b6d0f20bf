namespace Reelsight.Pipeline.Jobs;

/// <summary>How the job worker behaves. The defaults suit two cores.</summary>
public sealed record JobWorkerOptions
{
    /// <summary>Jobs worked on at the same time. One uses two cores well: frames and audio are analyzed side by side.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>How long a job stays with a worker that sends no heartbeat.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Interval at which a working job sends a heartbeat and stores its progress.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long an idle worker waits at most before it looks for jobs that other processes have enqueued.</summary>
    public TimeSpan IdlePollInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>When a failed job is tried again.</summary>
    public JobRetryPolicy Retry { get; init; } = new();
}
