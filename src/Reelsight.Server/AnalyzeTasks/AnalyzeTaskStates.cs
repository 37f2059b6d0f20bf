namespace Reelsight.Server.AnalyzeTasks;

/// <summary>
/// States of an analysis as the API spells them: queued → pending (its video is being opened) → processing → ready or failed. Items of a
/// batch may be canceled before they begin.
/// </summary>
internal static class AnalyzeTaskStates
{
    internal const string Queued = "queued",
        Pending = "pending",
        Processing = "processing",
        Ready = "ready",
        Failed = "failed",
        Canceled = "canceled";

    /// <summary>States of work in hand.</summary>
    internal static readonly string[] Active = [Pending, Processing];

    /// <summary>States in which nothing will change any more.</summary>
    internal static readonly string[] Ended = [Ready, Failed, Canceled];

    /// <summary>Whether nothing will change any more.</summary>
    internal static bool HasEnded(string state) => Ended.Contains(state);
}
