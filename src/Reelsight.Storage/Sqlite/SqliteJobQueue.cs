using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Reelsight.Storage.Queue;

namespace Reelsight.Storage.Sqlite;

/// <summary>
/// A job queue in a table. The <c>due_at</c> of a running job is the end of its lease, so waiting and abandoned jobs are found by one
/// comparison. The row of a cancelled job is deleted; its worker finds the lease gone.
/// </summary>
internal sealed class SqliteJobQueue(SqliteDatabase database, RandomNumberGenerator random) : IJobQueue
{
    private const int Live = 0,
        Dead = 1,
        HandedOver = 2;
    private const string Due = "state = @Live AND due_at <= @now AND (@wanted IS NULL OR kind IN (SELECT value FROM json_each(@wanted)))";
    private readonly Dictionary<string, long> _served = new(StringComparer.Ordinal);
    private long _turns;
    private const string HeldByCaller = "id = @Id AND lease = @Lease AND state = 0";

    /// <summary>Makes dead letters that were taken but not completed before the program ended available again.</summary>
    internal static void Recover(SqliteConnection connection) =>
        connection.Execute("UPDATE jobs SET state = @Dead WHERE state = @HandedOver", new { Dead, HandedOver });

    public async Task EnqueueAsync(JobRequest job, DateTimeOffset now, CancellationToken ct)
    {
        await database.WriteAsync(c => Insert(c, job, now), ct);
        database.JobSignal.NotifyEnqueued();
    }

    public async Task<Job?> TakeAsync(
        string worker,
        IReadOnlyList<string>? kinds,
        TimeSpan lease,
        AttemptLimits limits,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var wanted = kinds is null ? null : JsonSerializer.Serialize(kinds, StorageJson.Default.IReadOnlyListString);
        // Idle workers ask often, so check without the write lock first.
        if (
            !database.Read(c =>
                c.ExecuteScalar<bool>(
                    $"SELECT EXISTS (SELECT 1 FROM jobs WHERE {Due})",
                    new
                    {
                        Live,
                        now,
                        wanted,
                    }
                )
            )
        )
        {
            return null;
        }
        return await database.WriteAsync(
            c =>
            {
                c.Execute(
                    $"""
                    UPDATE jobs SET state = @Dead, reason = COALESCE(
                      reason, 'The server stopped in the middle of the work each time it was tried.')
                    WHERE {Due} AND attempt >= CASE WHEN lease IS NULL THEN @Failed ELSE @Interrupted END
                    """,
                    new
                    {
                        Dead,
                        Live,
                        now,
                        wanted,
                        limits.Failed,
                        limits.Interrupted,
                    }
                );
                if (FindNextTenant(c, wanted, now) is not { } tenant)
                {
                    return null;
                }

                // The update below replaces the time that the job was due at with the end of its lease.
                var next = c.QuerySingleOrDefault<Job>(
                    $"""
                    SELECT id, tenant_id, kind, subject_id, attempt, due_at, '' AS lease
                    FROM jobs WHERE {Due} AND tenant_id = @tenant ORDER BY due_at, id LIMIT 1
                    """,
                    new
                    {
                        Live,
                        now,
                        wanted,
                        tenant,
                    }
                );
                return next is null
                    ? null
                    : c.QuerySingle<Job>(
                        """
                        UPDATE jobs SET attempt = attempt + 1, worker = @worker, lease = @token, due_at = @until
                        WHERE id = @Id
                        RETURNING id, tenant_id, kind, subject_id, attempt, lease
                        """,
                        new
                        {
                            next.Id,
                            worker,
                            token = NewLease(),
                            until = now + lease,
                        }
                    ) with
                    {
                        DueAt = next.DueAt,
                    };
            },
            ct
        );
    }

    // Tenants take turns: who has a thousand jobs waits for their own. Among those served equally long ago, the oldest job decides.
    private string? FindNextTenant(SqliteConnection connection, string? wanted, DateTimeOffset now)
    {
        var next = connection
            .Query<string>(
                $"SELECT tenant_id FROM jobs WHERE {Due} GROUP BY tenant_id ORDER BY MIN(due_at), MIN(id)",
                new
                {
                    Live,
                    now,
                    wanted,
                }
            )
            .MinBy(tenant => _served.GetValueOrDefault(tenant));
        if (next is not null)
        {
            // Only ever changed under the write lock.
            _served[next] = ++_turns;
        }

        return next;
    }

    public Task<bool> HeartbeatAsync(Job job, TimeSpan lease, JobProgress progress, DateTimeOffset now, CancellationToken ct) =>
        database.WriteAsync(
            c =>
                c.Execute(
                    $"UPDATE jobs SET due_at = @until, stage = @Stage, fraction = @Fraction WHERE {HeldByCaller}",
                    new
                    {
                        job.Id,
                        job.Lease,
                        until = now + lease,
                        progress.Stage,
                        progress.Fraction,
                    }
                ) > 0,
            ct
        );

    public Task CompleteAsync(Job job, CancellationToken ct) =>
        database.WriteAsync(c => c.Execute("DELETE FROM jobs WHERE id = @Id AND lease = @Lease", new { job.Id, job.Lease }), ct);

    public Task RetryAsync(Job job, TimeSpan delay, string reason, DateTimeOffset now, CancellationToken ct) =>
        database.WriteAsync(
            c =>
                c.Execute(
                    $"UPDATE jobs SET lease = NULL, worker = NULL, due_at = @due, reason = @reason WHERE {HeldByCaller}",
                    new
                    {
                        job.Id,
                        job.Lease,
                        due = now + delay,
                        reason,
                    }
                ),
            ct
        );

    public Task PostponeAsync(Job job, TimeSpan delay, DateTimeOffset now, CancellationToken ct) =>
        database.WriteAsync(
            c =>
                c.Execute(
                    $"UPDATE jobs SET lease = NULL, worker = NULL, due_at = @due, attempt = attempt - 1 WHERE {HeldByCaller}",
                    new
                    {
                        job.Id,
                        job.Lease,
                        due = now + delay,
                    }
                ),
            ct
        );

    public async Task ReleaseAsync(Job job, DateTimeOffset now, CancellationToken ct)
    {
        await database.WriteAsync(
            c =>
                c.Execute(
                    $"UPDATE jobs SET lease = NULL, worker = NULL, due_at = @now, attempt = attempt - 1 WHERE {HeldByCaller}",
                    new
                    {
                        job.Id,
                        job.Lease,
                        now,
                    }
                ),
            ct
        );
        database.JobSignal.NotifyEnqueued();
    }

    public Task<(Job Job, string Reason)?> TakeDeadLetterAsync(CancellationToken ct) =>
        database.WriteAsync<(Job, string)?>(
            c =>
            {
                var job = c.QuerySingleOrDefault<Job>(
                    """
                    UPDATE jobs SET state = @HandedOver, lease = @token
                    WHERE id = (SELECT id FROM jobs WHERE state = @Dead ORDER BY due_at, id LIMIT 1)
                    RETURNING id, tenant_id, kind, subject_id, attempt, lease
                    """,
                    new
                    {
                        HandedOver,
                        Dead,
                        token = NewLease(),
                    }
                );
                return job is null ? null : (job, c.ExecuteScalar<string>("SELECT reason FROM jobs WHERE id = @Id", new { job.Id })!);
            },
            ct
        );

    public Task CancelAsync(string tenantId, string subjectId, CancellationToken ct) =>
        database.WriteAsync(
            c =>
            {
                Cascades.DeleteJobs(c, tenantId, subjectId);
                return true;
            },
            ct
        );

    public Task<JobProgress?> FindProgressAsync(string tenantId, string subjectId, CancellationToken ct) =>
        database.ReadAsync<JobProgress?>(
            c =>
                c.Query<(string? Stage, double Fraction)>(
                        """
                        SELECT COALESCE(stage, ''), COALESCE(fraction, 0.0) FROM jobs
                        WHERE tenant_id = @tenantId AND subject_id = @subjectId AND state = @Live ORDER BY id LIMIT 1
                        """,
                        new
                        {
                            tenantId,
                            subjectId,
                            Live,
                        }
                    )
                    .Select(row => (JobProgress?)new JobProgress(row.Stage!, row.Fraction))
                    .FirstOrDefault(),
            ct
        );

    public Task<int> CountAsync(CancellationToken ct) =>
        database.ReadAsync(c => c.ExecuteScalar<int>("SELECT COUNT(*) FROM jobs WHERE state = @Live", new { Live }), ct);

    public long EnqueueCount => database.JobSignal.EnqueueCount;

    public Task WaitAsync(long seenCount, TimeSpan timeout, CancellationToken ct) => database.JobSignal.WaitAsync(seenCount, timeout, ct);

    /// <summary>Adds a job in the caller's transaction; the caller signals after the commit.</summary>
    internal static int Insert(SqliteConnection connection, JobRequest job, DateTimeOffset now) =>
        connection.Execute(
            "INSERT INTO jobs (tenant_id, kind, subject_id, state, due_at, attempt) VALUES (@TenantId, @Kind, @SubjectId, @Live, @now, 0)",
            new
            {
                job.TenantId,
                job.Kind,
                job.SubjectId,
                Live,
                now,
            }
        );

    private string NewLease()
    {
        Span<byte> token = stackalloc byte[16];
        random.GetBytes(token);
        return Convert.ToHexStringLower(token);
    }
}
