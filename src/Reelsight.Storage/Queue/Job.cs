namespace Reelsight.Storage.Queue;

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

    /// <summary>When it was due: since then it waited in the queue.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>Proof of the lease: calls about a job whose lease was lost change nothing.</summary>
    public required string Lease { get; init; }
}
