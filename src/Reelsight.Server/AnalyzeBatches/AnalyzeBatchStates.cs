using System.Text.Json.Nodes;

namespace Reelsight.Server.AnalyzeBatches;

/// <summary>States of a batch: pending → processing → completed, or canceling → canceled, or expired when its day is over.</summary>
internal static class AnalyzeBatchStates
{
    internal const string Pending = "pending",
        Processing = "processing",
        Canceling = "canceling",
        Canceled = "canceled",
        Completed = "completed",
        Expired = "expired";

    /// <summary>All, for filters.</summary>
    internal static readonly string[] All = [Pending, Processing, Canceling, Canceled, Completed, Expired];

    /// <summary>Those of batches that have not ended.</summary>
    internal static readonly string[] Active = [Pending, Processing, Canceling];

    /// <summary>Those of batches that have ended.</summary>
    internal static readonly string[] Ended = [Canceled, Completed, Expired];
}
