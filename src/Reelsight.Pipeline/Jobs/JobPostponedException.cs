namespace Reelsight.Pipeline.Jobs;

/// <summary>
/// The job is to be taken up again later, and this was no failed try: its handler counts for itself, or waits for something.
/// </summary>
public sealed class JobPostponedException(TimeSpan delay) : Exception($"Postponed by {delay}.")
{
    /// <summary>How much later.</summary>
    public TimeSpan Delay { get; } = delay;
}
