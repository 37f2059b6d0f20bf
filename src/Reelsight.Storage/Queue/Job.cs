namespace Reelsight.Storage.Queue;

/// <summary>A job held under a lease.</summary>
public sealed record Job
{
    /// <summary>Number of the queue row.</summary>
    public required long Id { get; init; }

    /// <summary>The owner.</summary>
    public required string TenantId { get; init; }

    /// <summary>The kind of work.</summary>
    public required string Kind { get; init; }

    /// <summary>The record it is about.</summary>
    public required string SubjectId { get; init; }

    /// <summary>Number of the attempt, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>When it was due: since then it waited in the queue.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>Token of the lease: calls for a job whose lease was lost change nothing.</summary>
    public required string Lease { get; init; }
}
