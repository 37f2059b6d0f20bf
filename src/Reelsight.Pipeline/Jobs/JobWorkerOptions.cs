namespace Reelsight.Pipeline.Jobs;

/// <summary>How the job worker behaves. The defaults suit two cores.</summary>
public sealed record JobWorkerOptions
{
    /// <summary>Jobs worked on at the same time. One uses two cores well: frames and audio are analyzed side by side.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>
    /// Transfers from and to other servers at the same time. They are not counted among <see cref="Workers"/>, so that a slow server holds
    /// up
    /// nobody else; one tenant has half of them at most.
    /// </summary>
    public int FetchSlots { get; init; } = 8;

    /// <summary>How long a job waits for another attempt when all of its tenant's transfers are taken.</summary>
    public TimeSpan FetchRetryDelay { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Hours of the day in which jobs begin that nobody waits for (<see cref="IJobHandler.IsBackground"/>); null at all hours. What has
    /// begun
    /// is finished.
    /// </summary>
    public DailyHours? Hours { get; init; }

    /// <summary>Share of the time in which media are decoded and looked at, in percent, 1 to 100; between, that work pauses.</summary>
    public int CpuPercent { get; init; } = 100;

    /// <summary>How long a job stays with a worker that sends no heartbeat.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Interval at which a working job sends a heartbeat and stores its progress.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long an idle worker waits at most before it looks for jobs that other processes have enqueued.</summary>
    public TimeSpan IdlePollInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>When a failed job is tried again.</summary>
    public JobRetryPolicy Retry { get; init; } = new();
}
