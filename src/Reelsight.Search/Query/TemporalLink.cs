namespace Reelsight.Search.Query;

/// <summary>How two clauses of a query follow one another in time.</summary>
/// <param name="IsSameTime">Both at once; otherwise the second begins after the first.</param>
/// <param name="WithinSec">From the end of the first to the start of the second at most.</param>
internal readonly record struct TemporalLink(bool IsSameTime, double WithinSec)
{
    /// <summary>What "then" means when no time is given.</summary>
    public const double DefaultSec = 60;

    /// <summary>"Right after".</summary>
    public const double ImmediateSec = 5;

    /// <summary>"Shortly after".</summary>
    public const double ShortSec = 15;
}
