namespace Reelsight.Storage.Queue;

/// <summary>
/// The durable job queue: leases with heartbeats, attempts, dead letters, progress, cancellation. The job of a worker that vanished is
/// leased again when its lease expires.
/// </summary>
public interface IJobQueue
{
    /// <summary>Adds a job.</summary>
    Task EnqueueAsync(JobRequest job, DateTimeOffset now, CancellationToken ct);

    /// <summary>
    /// Leases the oldest due job of some kinds (null: of any kind); null when none is due. A job that was attempted
    /// as often as <paramref name="limits"/> allow becomes a dead letter instead, which <see cref="TakeDeadLetterAsync"/> returns.
    /// </summary>
    Task<Job?> TakeAsync(
        string worker,
        IReadOnlyList<string>? kinds,
        TimeSpan lease,
        AttemptLimits limits,
        DateTimeOffset now,
        CancellationToken ct
    );

    /// <summary>Extends the lease and stores progress. False when the lease was lost or the job cancelled: the worker must stop.</summary>
    Task<bool> HeartbeatAsync(Job job, TimeSpan lease, JobProgress progress, DateTimeOffset now, CancellationToken ct);

    /// <summary>Removes a job that is done, successfully or with a final failure recorded elsewhere.</summary>
    Task CompleteAsync(Job job, CancellationToken ct);

    /// <summary>Schedules a failed job for another attempt after <paramref name="delay"/>.</summary>
    Task RetryAsync(Job job, TimeSpan delay, string reason, DateTimeOffset now, CancellationToken ct);

    /// <summary>Schedules a job again after <paramref name="delay"/>; the attempt does not count.</summary>
    Task PostponeAsync(Job job, TimeSpan delay, DateTimeOffset now, CancellationToken ct);

    /// <summary>Returns an interrupted job to the queue, due at once; the attempt does not count.</summary>
    Task ReleaseAsync(Job job, DateTimeOffset now, CancellationToken ct);

    /// <summary>
    /// Takes a job that ran out of attempts, so that its subject can be marked as failed; <see cref="CompleteAsync"/> then removes it. It
    /// is returned once, and again after a restart when it was not completed.
    /// </summary>
    Task<(Job Job, string Reason)?> TakeDeadLetterAsync(CancellationToken ct);

    /// <summary>Cancels the jobs about a subject; a running one notices at its next heartbeat.</summary>
    Task CancelAsync(string tenantId, string subjectId, CancellationToken ct);

    /// <summary>Progress of the job about a subject, or null when none is queued or running.</summary>
    Task<JobProgress?> FindProgressAsync(string tenantId, string subjectId, CancellationToken ct);

    /// <summary>Number of jobs waiting or running.</summary>
    Task<int> CountAsync(CancellationToken ct);

    /// <summary>
    /// Number of transactions of this process that enqueued jobs. Read it before looking for a job, and pass it to <see cref="WaitAsync"/>.
    /// </summary>
    long EnqueueCount { get; }

    /// <summary>
    /// Completes when a job may be due: after an enqueue in this process since <paramref name="seenCount"/>, or <paramref name="timeout"/>.
    /// </summary>
    Task WaitAsync(long seenCount, TimeSpan timeout, CancellationToken ct);
}
