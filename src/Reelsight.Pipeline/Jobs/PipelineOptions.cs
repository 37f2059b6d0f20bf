namespace Reelsight.Pipeline.Jobs;

/// <summary>How the worker behaves. The defaults suit two cores.</summary>
public sealed record PipelineOptions
{
    /// <summary>Jobs worked on at the same time. One uses two cores well: picture and sound are described side by side.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>How long a job stays with a worker that gives no sign of life.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a working job gives a sign of life and stores its progress.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Tries before a job that keeps failing for passing reasons, or keeps taking the process down, is given up.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>Wait before the second try; doubled for each further one.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an idle worker sleeps at most before it looks for jobs of other processes.</summary>
    public TimeSpan IdlePollInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Largest file fetched from a URL, bytes: 4 GB, the v1.3 limit for video by URL.</summary>
    public long MaxFetchBytes { get; init; } = 4L << 30;

    /// <summary>Largest still picture, bytes: 32 MB, the v1.3 limit.</summary>
    public long MaxImageBytes { get; init; } = 32L << 20;

    /// <summary>Largest document, bytes: 512 MB, the v1.3 limit.</summary>
    public long MaxDocumentBytes { get; init; } = 512L << 20;
}
