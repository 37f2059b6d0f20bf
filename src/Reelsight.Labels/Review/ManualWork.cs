namespace Reelsight.Labels.Review;

/// <summary>
/// What auto-labelling saves: by hand, an hour of footage takes four hours; a proposal is looked at, nudged and judged in eight seconds,
/// and the rest is watched once. Rules of thumb, the same everywhere, so that runs can be compared.
/// </summary>
public static class ManualWork
{
    /// <summary>Seconds of work by hand for a second of footage.</summary>
    public const double ByHand = 4;

    /// <summary>Seconds to judge a proposal.</summary>
    public const double PerProposalSec = 8;

    /// <summary>Seconds to look over a second of footage for what was missed, at double speed.</summary>
    public const double LookingOver = 0.5;

    /// <summary>Seconds of work by hand.</summary>
    public static double ByHandSec(double footageSec) => footageSec * ByHand;

    /// <summary>Seconds of work with so many proposals.</summary>
    public static double WithProposalsSec(double footageSec, int proposals) => footageSec * LookingOver + proposals * PerProposalSec;

    /// <summary>Seconds saved; never less than none.</summary>
    public static double SavedSec(double footageSec, int proposals) =>
        Math.Max(0, ByHandSec(footageSec) - WithProposalsSec(footageSec, proposals));
}
