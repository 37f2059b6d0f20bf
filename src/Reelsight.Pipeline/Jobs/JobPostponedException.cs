namespace Reelsight.Pipeline.Jobs;

/// <summary>
/// The job is to run again later without counting as a failed attempt: its handler counts attempts itself, or waits for something.
/// </summary>
public sealed class JobPostponedException(TimeSpan delay) : Exception($"Postponed by {delay}.")
{
    /// <summary>Delay until the job is due again.</summary>
    public TimeSpan Delay { get; } = delay;
}
