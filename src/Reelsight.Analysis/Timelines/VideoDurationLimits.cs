using Reelsight.Core.Errors;

namespace Reelsight.Analysis.Timelines;

/// <summary>How long a video may be that is to be analyzed.</summary>
/// <param name="IsEnforced">Whether there are limits at all.</param>
public sealed record VideoDurationLimits(bool IsEnforced = true)
{
    private const double MinSec = 4,
        MaxSynchronousSec = 3600,
        MaxBackgroundSec = 7200;

    /// <summary>Checks the duration in seconds of a video that is analyzed while a client waits.</summary>
    /// <exception cref="PermanentFailureException">It is less than 4 seconds or more than an hour.</exception>
    public void CheckSynchronous(double sec) => Check(sec, MaxSynchronousSec);

    /// <summary>Checks the duration in seconds of a video that is analyzed in the background.</summary>
    /// <exception cref="PermanentFailureException">It is less than 4 seconds or more than two hours.</exception>
    public void CheckBackground(double sec) => Check(sec, MaxBackgroundSec);

    private void Check(double sec, double maxSec)
    {
        if (IsEnforced && sec < MinSec)
        {
            throw new PermanentFailureException(
                new Failure(FailureCodes.DurationTooShort, $"The video is {sec:0.#} seconds long; at least {MinSec} are needed.")
            );
        }

        if (IsEnforced && sec > maxSec)
        {
            throw new PermanentFailureException(
                new Failure(FailureCodes.DurationTooLong, $"The video is {sec:0} seconds long; at most {maxSec} can be analyzed this way.")
            );
        }
    }
}
