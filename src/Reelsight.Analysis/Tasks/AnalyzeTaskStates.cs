namespace Reelsight.Analysis.Tasks;

/// <summary>
/// States of an analysis in the background, as the API spells them: queued → pending → processing → ready or failed. Tasks of a batch may
/// be canceled before they begin.
/// </summary>
public static class AnalyzeTaskStates
{
    /// <summary>Waits for a worker.</summary>
    public const string Queued = "queued";

    /// <summary>Its video is being opened.</summary>
    public const string Pending = "pending";

    /// <summary>Its video is being described, or its answer written.</summary>
    public const string Processing = "processing";

    /// <summary>Has its answer.</summary>
    public const string Ready = "ready";

    /// <summary>Could not be answered.</summary>
    public const string Failed = "failed";

    /// <summary>Was withdrawn before it began, with its batch.</summary>
    public const string Canceled = "canceled";

    /// <summary>States of tasks that a worker has begun.</summary>
    public static IReadOnlyList<string> Active { get; } = [Pending, Processing];

    /// <summary>States that are final.</summary>
    public static IReadOnlyList<string> Ended { get; } = [Ready, Failed, Canceled];

    /// <summary>Whether a state is final.</summary>
    public static bool HasEnded(string state) => Ended.Contains(state);
}
