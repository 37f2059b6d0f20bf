namespace Reelsight.Storage.Queue;

/// <summary>
/// The durable queue in the database: leases with heartbeats, attempts, dead letters, progress, cancellation.
/// A job whose worker vanished is leased again when its lease runs out.
/// </summary>
public interface IJobQueue
{
    /// <summary>Adds a job.</summary>
    Task EnqueueAsync(JobRequest job, DateTimeOffset now, CancellationToken ct);

    /// <summary>
    /// Takes the oldest job that is due, of these kinds (null: of any), or null. A job tried <paramref name="maxAttempts"/> times goes to
    /// the dead letters instead and is returned by <see cref="TakeDeadLetterAsync"/>.
    /// </summary>
    Task<Job?> TakeAsync(
        string worker,
        IReadOnlyList<string>? kinds,
        TimeSpan lease,
        int maxAttempts,
        DateTimeOffset now,
        CancellationToken ct
    );

    /// <summary>Extends the lease and stores progress; false when the lease is lost or the job was cancelled: stop working.</summary>
    Task<bool> HeartbeatAsync(Job job, TimeSpan lease, JobProgress progress, DateTimeOffset now, CancellationToken ct);

    /// <summary>Done, successfully or with a final failure recorded elsewhere: the row goes.</summary>
    Task CompleteAsync(Job job, CancellationToken ct);

    /// <summary>Failed in a way that may pass: due again after <paramref name="delay"/>.</summary>
    Task RetryAsync(Job job, TimeSpan delay, string reason, DateTimeOffset now, CancellationToken ct);

    /// <summary>To be taken up again after <paramref name="delay"/>, and not counted as a try.</summary>
    Task PostponeAsync(Job job, TimeSpan delay, DateTimeOffset now, CancellationToken ct);

    /// <summary>Interrupted through no fault of its own: due at once, and not counted as a try.</summary>
    Task ReleaseAsync(Job job, DateTimeOffset now, CancellationToken ct);

    /// <summary>
    /// A job that ran out of attempts, handed over once so that its subject can be marked failed; <see cref="CompleteAsync"/> then removes
    /// it. Not completed when the program ends, it is handed over again at the next start.
    /// </summary>
    Task<(Job Job, string Reason)?> TakeDeadLetterAsync(CancellationToken ct);

    /// <summary>Withdraws the jobs about a subject; a running one notices at its next heartbeat.</summary>
    Task CancelAsync(string tenantId, string subjectId, CancellationToken ct);

    /// <summary>Progress of the job about a subject, or null when none is queued or running.</summary>
    Task<JobProgress?> FindProgressAsync(string tenantId, string subjectId, CancellationToken ct);

    /// <summary>Jobs waiting or running.</summary>
    Task<int> CountAsync(CancellationToken ct);

    /// <summary>Counts what this process enqueued. Read it before looking for a job, and hand it to <see cref="WaitAsync"/>.</summary>
    long EnqueueCount { get; }

    /// <summary>
    /// Completes when a job may be due: after an enqueue in this process since <paramref name="seenCount"/>, or <paramref name="timeout"/>.
    /// </summary>
    Task WaitAsync(long seenCount, TimeSpan timeout, CancellationToken ct);
}
