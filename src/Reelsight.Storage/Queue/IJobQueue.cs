namespace Reelsight.Storage;

/// <summary>What to do: a kind known to the pipeline and the id of the record it is about.</summary>
public sealed record JobRequest(string TenantId, string Kind, string SubjectId);

/// <summary>A job held under a lease.</summary>
public sealed record Job
{
    /// <summary>Queue row.</summary>
    public required long Id { get; init; }

    /// <summary>The owner.</summary>
    public required string TenantId { get; init; }

    /// <summary>What to do.</summary>
    public required string Kind { get; init; }

    /// <summary>The record it is about.</summary>
    public required string SubjectId { get; init; }

    /// <summary>1 for the first try.</summary>
    public required int Attempt { get; init; }

    /// <summary>Proof of the lease: calls about a job whose lease was lost change nothing.</summary>
    public required string Lease { get; init; }
}

/// <summary>How far a job has come.</summary>
/// <param name="Stage">Name of the running stage.</param>
/// <param name="Fraction">0-1 within the stage.</param>
public readonly record struct JobProgress(string Stage, double Fraction);

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
