namespace Reelsight.Analysis.Tasks;

/// <summary>
/// States of a batch, as the API spells them: pending → processing → completed, or canceling → canceled, or expired after 24 hours.
/// </summary>
public static class AnalyzeBatchStates
{
    /// <summary>No task has begun.</summary>
    public const string Pending = "pending";

    /// <summary>Tasks are being worked on.</summary>
    public const string Processing = "processing";

    /// <summary>Was canceled while tasks were being worked on, which are finished.</summary>
    public const string Canceling = "canceling";

    /// <summary>Was canceled, and no task is being worked on.</summary>
    public const string Canceled = "canceled";

    /// <summary>All tasks have ended.</summary>
    public const string Completed = "completed";

    /// <summary>Ended because of its age.</summary>
    public const string Expired = "expired";

    /// <summary>All states, for filters.</summary>
    public static IReadOnlyList<string> All { get; } = [Pending, Processing, Canceling, Canceled, Completed, Expired];

    /// <summary>States of batches that have not ended.</summary>
    public static IReadOnlyList<string> Active { get; } = [Pending, Processing, Canceling];

    /// <summary>States of batches that have ended.</summary>
    public static IReadOnlyList<string> Ended { get; } = [Canceled, Completed, Expired];
}
