namespace Reelsight.Storage.Queue;

/// <summary>How often a job is tried before it is given up.</summary>
/// <param name="Failed">Attempts, the first included, when the last one failed.</param>
/// <param name="Interrupted">
/// Attempts when the last one ended with its worker: a job that takes the process down must not do so for ever, and one that only ran
/// while the process was killed must not be given up for that.
/// </param>
public readonly record struct AttemptLimits(int Failed, int Interrupted);
