namespace Reelsight.Labels.Review;

/// <summary>
/// What auto-labelling saves: by hand, an hour of footage takes four hours; a proposal is looked at, nudged and judged in eight seconds,
/// and the rest is watched once. Rules of thumb, the same everywhere, so that runs can be compared.
/// </summary>
public static class LabelingEffort
{
    /// <summary>Seconds of work by hand for a second of footage.</summary>
    public const double ManualSecPerFootageSec = 4;

    /// <summary>Seconds to judge a proposal.</summary>
    public const double PerProposalSec = 8;

    /// <summary>Seconds to look over a second of footage for what was missed, at double speed.</summary>
    public const double ReviewSecPerFootageSec = 0.5;

    /// <summary>Seconds of work by hand.</summary>
    public static double EstimateManualSec(double footageSec) => footageSec * ManualSecPerFootageSec;

    /// <summary>Seconds of work with so many proposals.</summary>
    public static double EstimateAssistedSec(double footageSec, int proposals) =>
        footageSec * ReviewSecPerFootageSec + proposals * PerProposalSec;

    /// <summary>Seconds saved; never less than none.</summary>
    public static double EstimateSavedSec(double footageSec, int proposals) =>
        Math.Max(0, EstimateManualSec(footageSec) - EstimateAssistedSec(footageSec, proposals));
}
