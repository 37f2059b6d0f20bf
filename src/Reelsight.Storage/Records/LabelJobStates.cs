namespace Reelsight.Storage.Records;

/// <summary>The states of background jobs on a label set.</summary>
public static class LabelJobStates
{
    /// <summary>Waiting for a worker.</summary>
    public const string Queued = "queued";

    /// <summary>Being worked on.</summary>
    public const string Processing = "processing";

    /// <summary>Done.</summary>
    public const string Ready = "ready";

    /// <summary>Given up; the reason is kept.</summary>
    public const string Failed = "failed";

    /// <summary>Stopped by its owner; what was done stays.</summary>
    public const string Canceled = "canceled";

    /// <summary>All states.</summary>
    public static IReadOnlyList<string> All { get; } = [Queued, Processing, Ready, Failed, Canceled];

    /// <summary>Whether a state is final.</summary>
    public static bool HasEnded(string state) => state is Ready or Failed or Canceled;
}
